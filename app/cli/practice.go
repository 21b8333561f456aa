package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/app/practice"
	"pishkhan/internal/errs"
)

func (s *shell) practiceCommand() *cobra.Command {
	var fresh bool
	var listen string
	c := &cobra.Command{
		Use: "practice", Short: s.t("cli.practice"), Long: s.t("cli.practice_long"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := app.Folder(s.data)
			if err != nil {
				return err
			}
			dir = filepath.Join(dir, "practice")
			if err := s.practiceShop(cmd.Context(), dir, fresh); err != nil {
				return err
			}
			s.say("cli.practice_ready", "Dir", dir)
			for _, u := range practice.Users {
				fmt.Fprintf(s.out, "  %-8s %-5s %s\n", u.User, u.PIN, s.t("role."+string(u.Role)))
			}
			s.say("cli.practice_password", "Password", practice.Password)
			s.data = dir
			if listen != "" {
				return s.serve(cmd.Context(), nil, func() (net.Listener, error) { return app.Listen(listen) })
			}
			return s.window(cmd.Context())
		},
	}
	c.Flags().BoolVar(&fresh, "fresh", false, s.t("cli.flag_fresh"))
	c.Flags().StringVar(&listen, "listen", "", s.t("cli.flag_practice_listen"))
	return c
}

// practiceShop makes the practice shop in dir, or keeps the one that is there
// unless a fresh one is wanted. A new one is made beside its place, so that
// one that was interrupted is never taken for whole.
func (s *shell) practiceShop(ctx context.Context, dir string, fresh bool) (err error) {
	_, err = os.Stat(app.Database(dir))
	switch there := err == nil; {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	case there && !fresh:
		return nil
	case there:
		if err := forPractice(ctx, dir); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	const prefix = ".practice-"
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), prefix+"*")) // the pattern is ours
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > time.Hour { // one that was killed
			_ = os.RemoveAll(path) // tried again next time
		}
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), prefix)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	made := filepath.Join(work, "new")
	p := s.progress()
	err = practice.Fill(ctx, made, practice.Options{Lang: s.lang, Now: time.Now(), Progress: func(done, total int) {
		p.say(s.t("cli.practice_filling", "Done", done, "Total", total))
	}})
	p.done()
	if err != nil {
		return err
	}
	if err := os.Rename(dir, filepath.Join(work, "old")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(made, dir)
}

// forPractice refuses to put away a shop in use, or one that is real.
func forPractice(ctx context.Context, dir string) (err error) {
	a, err := app.Open(ctx, app.Config{DataDir: dir, As: "practice", Locked: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	shop, err := a.Shop.Read(ctx)
	if err == nil && !shop.Practice {
		err = errs.New("not_practice", "Dir", dir)
	}
	return err
}
