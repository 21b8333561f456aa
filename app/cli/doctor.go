package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/internal/change"
	"pishkhan/internal/doctor"
)

// errFailed ends a command that has said already what is wrong.
var errFailed = errors.New("")

func (s *shell) doctorCommand() *cobra.Command {
	var replay, asJSON bool
	c := &cobra.Command{
		Use: "doctor", Short: s.t("cli.doctor"), Long: s.t("cli.doctor_long"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := app.Folder(s.data)
			if err != nil {
				return err
			}
			p := s.progress()
			r, err := doctor.File(cmd.Context(), app.Database(dir), doctor.Options{Replay: replay, Progress: s.looking(p)})
			p.done()
			if err != nil {
				return err
			}
			if asJSON {
				err = s.reportJSON(r)
			} else {
				s.report(r)
			}
			if err == nil && !r.OK {
				err = errFailed
			}
			return err
		},
	}
	c.Flags().BoolVar(&replay, "replay", false, s.t("cli.flag_replay"))
	c.Flags().BoolVar(&asJSON, "json", false, s.t("cli.flag_json"))
	return c
}

// looking shows what doctor is at.
func (s *shell) looking(p *progress) func(check string, done, total int64) {
	return func(check string, done, total int64) {
		name := s.t("doctor.check_" + check)
		if total > 0 {
			p.say(s.t("doctor.progress", "Check", name, "Done", done, "Total", total))
		} else {
			p.say(s.t("doctor.running", "Check", name))
		}
	}
}

func (s *shell) finding(f change.Finding) string {
	return s.words.T(s.lang, "doctor."+f.Code, f.Params)
}

func (s *shell) report(r doctor.Report) {
	bad := 0
	for _, c := range r.Checks {
		state := s.t("doctor.good")
		if len(c.Findings) > 0 {
			state = s.t("doctor.bad")
			bad++
		}
		fmt.Fprintf(s.out, "%s: %s\n", s.t("doctor.check_"+c.Name), state)
		for _, f := range c.Findings {
			fmt.Fprintln(s.out, "  -", s.finding(f))
		}
	}
	for _, n := range r.Notes {
		s.say("doctor.note", "Text", s.finding(n))
	}
	if bad > 0 {
		s.say("doctor.wrong", "Count", bad)
	} else {
		s.say("doctor.ok")
	}
}

// told is a finding with its words, for programs that show it to people.
type told struct {
	change.Finding
	Text string `json:"text"`
}

func (s *shell) reportJSON(r doctor.Report) error {
	type check struct {
		Name     string `json:"name"`
		Findings []told `json:"findings"`
	}
	tell := func(list []change.Finding) []told {
		out := []told{}
		for _, f := range list {
			out = append(out, told{f, s.finding(f)})
		}
		return out
	}
	answer := struct {
		OK     bool    `json:"ok"`
		Checks []check `json:"checks"`
		Notes  []told  `json:"notes"`
	}{OK: r.OK, Notes: tell(r.Notes)}
	for _, c := range r.Checks {
		answer.Checks = append(answer.Checks, check{c.Name, tell(c.Findings)})
	}
	out := json.NewEncoder(s.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(answer)
}
