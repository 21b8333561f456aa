package supply

import (
	"strings"
	"testing"

	"pishkhan/internal/i18n"
)

func TestThePaperOfASheetFromBeforeNumbersSaysNoNumber(t *testing.T) {
	r := &Room{words: i18n.Load("")}
	for _, lang := range i18n.Languages {
		if got := r.title(Sheet{Kind: Count}, lang); strings.ContainsAny(got, "0۰") || !strings.HasSuffix(got, "–") {
			t.Errorf("without one: %s", got)
		}
		if got := r.title(Sheet{Kind: Received, Number: 7}, lang); !strings.ContainsAny(got, "7۷") {
			t.Errorf("with one: %s", got)
		}
	}
}
