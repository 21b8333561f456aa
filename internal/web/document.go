package web

// Document is a file that is answered.
type Document struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// PDF is one to be looked at.
func PDF(name string, body []byte) *Document {
	return &Document{ContentType: "application/pdf", Disposition: `inline; filename="` + name + `"`, Body: body}
}
