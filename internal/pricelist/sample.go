package pricelist

import (
	"bytes"
	"embed"
	"encoding/csv"

	"pishkhan/internal/sheet"
)

//go:embed sample_fa.csv sample_en.csv
var samples embed.FS

// sample is the list of goods to begin with, in one of the languages.
func sample(lang string) (table, error) {
	if lang != "en" {
		lang = "fa"
	}
	raw, err := samples.ReadFile("sample_" + lang + ".csv")
	if err != nil {
		return table{}, err
	}
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return table{}, err
	}
	rows := make([]sheet.Row, len(records))
	for i, record := range records {
		rows[i].N = i + 1
		for _, text := range record {
			rows[i].Cells = append(rows[i].Cells, sheet.Text(text))
		}
	}
	t, err := survey(rows, Choice{})
	for _, r := range rows[1:] {
		t.keep(r)
	}
	return t, err
}
