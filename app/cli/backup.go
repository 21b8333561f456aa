package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/internal/backup"
	"pishkhan/internal/calendar"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/vault"
)

func (s *shell) backupCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "backup", Short: s.t("cli.backup"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	create := &cobra.Command{
		Use: "create FILE", Short: s.t("cli.backup_create"), Long: s.t("cli.backup_create_long"), Args: s.files(1),
		RunE: func(cmd *cobra.Command, args []string) error { return s.backupCreate(cmd.Context(), args[0]) },
	}
	var force, stdin bool
	restore := &cobra.Command{
		Use: "restore FILE", Short: s.t("cli.backup_restore"), Long: s.t("cli.backup_restore_long"), Args: s.files(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.backupRestore(cmd.Context(), args[0], force, stdin)
		},
	}
	restore.Flags().BoolVar(&force, "force", false, s.t("cli.flag_force"))
	restore.Flags().BoolVar(&stdin, "recovery-key-stdin", false, s.t("cli.flag_recovery_stdin"))
	c.AddCommand(create, restore)
	return c
}

// files wants exactly n arguments.
func (s *shell) files(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usage{errors.New(s.t("cli.file_needed"))}
		}
		return nil
	}
}

func (s *shell) backupCreate(ctx context.Context, path string) (err error) {
	d, v, err := s.openFile(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	p := s.progress()
	m, err := backup.Create(ctx, d, v, path, app.Version, s.stepping(p))
	p.done()
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	s.say("cli.backup_made", "Path", path, "Size", s.size(info.Size()), "At", s.when(m.Created))
	if m.Findings > 0 {
		s.say("cli.backup_findings", "Count", m.Findings)
	}
	return nil
}

// openFile opens the shop's file with its key, beside whatever else runs.
func (s *shell) openFile(ctx context.Context) (*db.DB, *vault.Vault, error) {
	dir, err := app.Folder(s.data)
	if err != nil {
		return nil, nil, err
	}
	if _, err := os.Stat(app.Database(dir)); errors.Is(err, os.ErrNotExist) {
		return nil, nil, errs.New(errs.SetupNeeded)
	}
	d, err := db.Open(ctx, app.Database(dir), db.Options{})
	if err != nil {
		return nil, nil, err
	}
	v, err := backup.Key(ctx, d)
	if err != nil {
		return nil, nil, errors.Join(err, d.Close())
	}
	return d, v, nil
}

func (s *shell) backupRestore(ctx context.Context, path string, force, stdin bool) (err error) {
	dir, err := app.Folder(s.data)
	if err != nil {
		return err
	}
	release, err := app.Hold(dir, "restore")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	p := s.progress()
	opt := backup.RestoreOptions{Force: force, Now: time.Now(), Progress: s.stepping(p)}
	if stdin || s.typed() {
		opt.Recovery = func() (string, error) {
			p.done()
			return s.askRecovery(stdin)
		}
	}
	out, err := backup.Restore(ctx, path, dir, opt)
	p.done()
	if errs.Is(err, "key_missing") && opt.Recovery == nil {
		return errs.New("recovery_needed")
	}
	if err != nil {
		return err
	}
	if out.Aside != "" {
		s.say("cli.backup_aside", "Path", out.Aside)
	}
	s.say("cli.backup_restored", "Dir", dir, "At", s.when(out.Created))
	return nil
}

// typed tells whether a person sits at the input.
func (s *shell) typed() bool {
	f, ok := s.in.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && filepath.Base(f.Name()) != filepath.Base(os.DevNull)
}

// stepping shows what a backup is at.
func (s *shell) stepping(p *progress) backup.Progress {
	return func(step backup.Step, done, total int64) {
		name := s.t("backup.step_" + string(step))
		if total > 0 {
			name += fmt.Sprintf(" %s", s.t("cli.percent", "Count", done*100/total))
		}
		p.say(name)
	}
}

// size is a file's, in megabytes to one decimal.
func (s *shell) size(bytes int64) string {
	return s.t("cli.megabytes", "Size", money.Quantity(max(1, bytes/100_000)*100))
}

// when is a moment in the terminal's language and calendar.
func (s *shell) when(t time.Time) string {
	kind := calendar.Gregorian
	if s.lang == i18n.Persian {
		kind = calendar.Jalali
	}
	return s.t("cli.moment", "Date", calendar.Long(t, kind, s.lang), "Time", calendar.Clock(t, s.lang))
}
