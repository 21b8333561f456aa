package db

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheSchemasFilesAreNumberedWithoutAGap(t *testing.T) {
	for i, name := range migrations() {
		if want := fmt.Sprintf("schema/%04d_", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("%s stands where %s… should: a shop's file would skip it, or take one twice", name, want)
		}
	}
}
