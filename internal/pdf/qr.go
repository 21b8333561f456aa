package pdf

import (
	"errors"
	"sync"

	"rsc.io/qr/coding"
)

// mostQR is the largest version made here: 61 modules a side, 251 bytes.
const mostQR = 11

var errQR = errors.New("pdf: too much for a QR code that a phone reads off paper")

// The layouts of the versions, with error correction M (a seventh may be lost)
// and always the same mask. Laying one out costs more than filling it, so each
// is laid out once: that is why the library's lower floor is called. Weighing all
// eight masks, as the standard advises, cost more than the rest of a page and
// makes nothing readable that isn't.
var plans [mostQR + 1]func() (*coding.Plan, error)

func init() {
	for version := range plans {
		plans[version] = sync.OnceValues(func() (*coding.Plan, error) {
			return coding.NewPlan(coding.Version(version), coding.M, 0)
		})
	}
}

// encodeQR makes the smallest code of a content.
func encodeQR(content string) (*coding.Code, error) {
	text := coding.String(content)
	for version := coding.Version(1); version <= mostQR; version++ {
		if text.Bits(version) > 8*version.DataBytes(coding.M) {
			continue
		}
		plan, err := plans[version]()
		if err != nil {
			return nil, err
		}
		return plan.Encode(text)
	}
	return nil, errQR
}
