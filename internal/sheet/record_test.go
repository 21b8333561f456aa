package sheet_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAQuoteThatOpensNoCellSwallowsNoRows(t *testing.T) {
	expect(t, "quotes in texts", []byte("name,price\r\n"+
		"\"Best\" brand tea,1\r\n"+ // no cell in quotes, and a closed one on a later row
		"\"Royal\" tea,\"2,000\"\r\n"+
		"19\" monitor,3\r\n"+
		"\"19\" monitor, black\",4\r\n"+ // quotes around, those within not doubled
		"\"two\r\nlines, \"\"quoted\"\"\" ,5\r\n\r\n"+
		"\"\",\"6\"\r\n"+
		"\"never closed,7\r\n"+
		"last,8"),
		"1: name|price", `2: "Best" brand tea|1`, `3: "Royal" tea|2,000`, `4: 19" monitor|3`, `5: 19" monitor, black|4`,
		"6: two\nlines, \"quoted\"|5", "7: |6", `8: "never closed|7`, "9: last|8")
	expect(t, "an open quote at the end", []byte("a,b\n1,\"x"), "1: a|b", `2: 1|"x`)
	expect(t, "a quoted end", []byte("a;b\n1;\"x\""), "1: a|b", "2: 1|x")
	expect(t, "cells at the end", []byte("a,b,\n1,,"), "1: a|b|", "2: 1||")
}

func TestRecordsAreReadAsTheLibraryDoes(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("ab,\"\n\r ق")), 0, 6, -1)
	rapid.Check(t, func(rt *rapid.T) {
		all := rapid.SliceOfN(rapid.SliceOfN(text, 2, 3), 1, 5).Draw(rt, "records")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(all); err != nil {
			rt.Fatal(err)
		}
		c := csv.NewReader(bytes.NewReader(append([]byte("a,b,c\n"), b.Bytes()...)))
		c.FieldsPerRecord = -1
		records, err := c.ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		var want []string
		for i, cells := range records {
			if strings.TrimSpace(strings.Join(cells, "")) != "" {
				want = append(want, fmt.Sprintf("%d: %s", i+1, strings.Join(cells, "|")))
			}
		}
		if got, err := rows(t, append([]byte("a,b,c\n"), b.Bytes()...), 0); err != nil || !slices.Equal(got, want) {
			rt.Fatalf("%q %v, want %q", got, err, want)
		}
	})
}
