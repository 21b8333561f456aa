package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/backup"
	"pishkhan/internal/errs"
	"pishkhan/internal/pricelist"
)

func (s *shell) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export (products|customers|stock) FILE", Short: s.t("cli.export"), Long: s.t("cli.export_long"),
		Example: "  pishkhan export products goods.xlsx",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || !pricelist.Kind(args[0]).Valid() || format(args[1]) == "" {
				return usage{errors.New(s.t("cli.export_usage"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.export(cmd.Context(), pricelist.Kind(args[0]), args[1])
		},
	}
}

// format is what a file's ending says; empty for none of ours.
func format(path string) string {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".csv", ".xlsx":
		return ext[1:]
	}
	return ""
}

// export writes a list to a file, whole or not at all.
func (s *shell) export(ctx context.Context, kind pricelist.Kind, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return errs.New(backup.FileThere, "Path", path)
	}
	a, err := app.Open(ctx, app.Config{DataDir: s.data, Beside: true, Locked: kind != pricelist.Customers})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if _, err := a.Shop.Read(ctx); err != nil {
		return err
	}
	who := actor.System
	who.Lang = s.lang
	ctx = actor.With(ctx, who)
	f, err := os.CreateTemp(filepath.Dir(path), ".pishkhan-export-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where it was published
	e, err := a.Intake.Export(ctx, kind, format(path))
	if err == nil {
		err = a.Intake.WriteExport(ctx, e, f)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	s.say("cli.export_done", "File", path)
	return nil
}
