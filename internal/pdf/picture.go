package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	_ "image/jpeg" // the two kinds that a shop may upload
	"image/png"
	"math"

	"github.com/jung-kurt/gofpdf"
)

var errPicture = errors.New("pdf: a picture that is neither PNG nor JPEG, or too large")

// The largest picture that is read, and what is kept of it: enough for a logo
// of two centimetres in print.
const (
	largestSide = 8000
	keptSide    = 240
)

// picture is a decoded image made small: gofpdf takes neither interlaced nor
// deep PNGs, and a photograph would make every document heavy.
type picture struct {
	name string
	w, h int
	png  []byte
	img  *image.RGBA
}

// pictures are kept by content: a shop has one logo and many documents.
var pictures memo[[32]byte, *picture]

func loadPicture(data []byte) (*picture, error) {
	sum := sha256.Sum256(data)
	return pictures.get(sum, func() (*picture, error) {
		conf, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || conf.Width < 1 || conf.Height < 1 || conf.Width > largestSide || conf.Height > largestSide {
			return nil, errPicture
		}
		img, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, errPicture
		}
		small := shrink(img)
		var out bytes.Buffer
		if err := png.Encode(&out, small); err != nil {
			return nil, err
		}
		return &picture{name: hex.EncodeToString(sum[:8]), w: small.Bounds().Dx(), h: small.Bounds().Dy(), png: out.Bytes(), img: small}, nil
	})
}

// shrink averages the picture down, on white: paper has no other ground.
func shrink(img image.Image) *image.RGBA {
	b := img.Bounds()
	scale := math.Max(1, float64(max(b.Dx(), b.Dy()))/keptSide)
	w, h := max(1, int(float64(b.Dx())/scale)), max(1, int(float64(b.Dy())/scale))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			x0, x1 := b.Min.X+x*b.Dx()/w, b.Min.X+(x+1)*b.Dx()/w
			y0, y1 := b.Min.Y+y*b.Dy()/h, b.Min.Y+(y+1)*b.Dy()/h
			var sum [3]uint64
			n := uint64(0)
			for yy := y0; yy < max(y1, y0+1); yy++ {
				for xx := x0; xx < max(x1, x0+1); xx++ {
					r, g, bl, a := img.At(xx, yy).RGBA()
					for i, c := range [3]uint32{r, g, bl} {
						sum[i] += uint64(c + 0xFFFF - a)
					}
					n++
				}
			}
			at := out.PixOffset(x, y)
			for i := range sum {
				out.Pix[at+i] = uint8(sum[i] / n >> 8)
			}
			out.Pix[at+3] = 0xFF
		}
	}
	return out
}

// Image draws a PNG or JPEG within a box, centred, keeping its shape. Bytes
// that are neither, or a picture too large to read, are an error and draw
// nothing.
func (d *Doc) Image(x, y, w, h float64, data []byte) error {
	pic, err := loadPicture(data)
	if err != nil {
		return err
	}
	scale := math.Min(w/float64(pic.w), h/float64(pic.h))
	iw, ih := float64(pic.w)*scale, float64(pic.h)*scale
	d.mark(func(o *dots) { o.picture(pic.img, x+(w-iw)/2, y+(h-ih)/2, iw, ih) })
	opt := gofpdf.ImageOptions{ImageType: "PNG"}
	d.draw(func(p *pen) {
		if p.GetImageInfo(pic.name) == nil {
			p.RegisterImageOptionsReader(pic.name, opt, bytes.NewReader(pic.png))
		}
		p.ImageOptions(pic.name, x+(w-iw)/2, y+(h-ih)/2, iw, ih, false, opt, 0, "")
	})
	return nil
}
