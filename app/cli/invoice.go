package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
)

func (s *shell) invoiceCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "invoice", Short: s.t("cli.invoice"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var all bool
	var out, one string
	var opt invoice.Options
	pdf := &cobra.Command{
		Use: "pdf (NUMBER…|--all) (--out DIR|--one FILE)", Short: s.t("cli.invoice_pdf"), Long: s.t("cli.invoice_pdf_long"),
		Example: "  pishkhan invoice pdf A-1405-000123 --lang both --form official --out invoices",
		Args: func(_ *cobra.Command, numbers []string) error {
			switch {
			case all == (len(numbers) > 0):
				return usage{errors.New(s.t("cli.invoice_which"))}
			case (out == "") == (one == ""):
				return usage{errors.New(s.t("cli.invoice_where"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, numbers []string) error {
			return s.invoicePDF(cmd.Context(), numbers, out, one, opt)
		},
	}
	f := pdf.Flags()
	f.BoolVar(&all, "all", false, s.t("cli.flag_all"))
	f.StringVar(&opt.Lang, "lang", "", s.t("cli.flag_pdf_lang"))
	f.StringVar(&opt.Form, "form", invoice.FormShort, s.t("cli.flag_form"))
	f.StringVar(&opt.Paper, "paper", "", s.t("cli.flag_paper"))
	f.StringVar(&out, "out", "", s.t("cli.flag_out"))
	f.StringVar(&one, "one", "", s.t("cli.flag_one"))
	c.AddCommand(pdf)
	return c
}

// mostInOne is how many documents one file may hold: they are all in memory
// until it is written.
const mostInOne = 2000

// invoicePDF writes one file a document into out, or all into the file one;
// each file whole or not at all.
func (s *shell) invoicePDF(ctx context.Context, numbers []string, out, one string, opt invoice.Options) (err error) {
	dir, err := app.Folder(s.data)
	if err != nil {
		return err
	}
	if _, err := os.Stat(app.Database(dir)); errors.Is(err, os.ErrNotExist) {
		return errs.New(errs.SetupNeeded)
	}
	a, err := app.Open(ctx, app.Config{DataDir: s.data, Beside: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if opt, err = a.Invoice.Look(ctx, opt); err != nil {
		return err
	}
	p, done := s.progress(), 0
	write := func(path string, docs ...invoice.Invoice) error {
		var file bytes.Buffer
		if err := invoice.Print(&file, docs, opt); err != nil {
			return flags(err, map[string]string{"lang": "--lang", "form": "--form", "paper": "--paper"})
		}
		return writeWhole(path, file.Bytes())
	}
	var together []invoice.Invoice
	err = a.Invoice.Documents(ctx, numbers, func(doc invoice.Invoice) error {
		if one == "" {
			if err := write(filepath.Join(out, invoice.FileName(doc, opt)), doc); err != nil {
				return err
			}
		} else if together = append(together, doc); len(together) > mostInOne {
			return errs.New("too_many_documents", "Max", mostInOne)
		}
		done++
		if len(numbers) > 0 {
			p.say(s.t("cli.invoice_progress", "Done", done, "Total", len(numbers)))
		} else {
			p.say(s.t("cli.invoice_going", "Count", done))
		}
		return ctx.Err()
	})
	if err == nil && one != "" {
		err = write(one, together...)
		out = one
	}
	p.done()
	if err != nil {
		return err
	}
	s.say("cli.invoice_done", "Count", done, "Dir", out)
	return nil
}

// flags names the flags that a refusal's fields came from.
func flags(err error, names map[string]string) error {
	for _, e := range errs.All(err) {
		if flag, ok := names[e.Field]; ok {
			e.Field = flag
		}
	}
	return err
}

// writeWhole writes a file so that its name stands for the whole content or
// for what was there before.
func writeWhole(path string, content []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".pishkhan-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), os.Remove(f.Name()))
	}
	return nil
}
