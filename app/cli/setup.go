package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/internal/errs"
	"pishkhan/internal/setup"
	"pishkhan/internal/staff"
	"pishkhan/internal/web"
)

func (s *shell) setupCommand() *cobra.Command {
	var q setup.Request
	var fromStdin bool
	c := &cobra.Command{
		Use: "setup", Short: s.t("cli.setup"), Args: s.noArgs,
		Example: "  pishkhan setup --shop Roshana --owner sara --password-stdin < password.txt",
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if q.Owner.Password, err = s.password(fromStdin); err != nil {
				return err
			}
			return s.setup(cmd.Context(), q)
		},
	}
	f := c.Flags()
	f.StringVar(&q.Shop.Name, "shop", "", s.t("cli.flag_shop"))
	f.StringVar(&q.Shop.Phone, "phone", "", s.t("cli.flag_phone"))
	f.StringVar(&q.Shop.Address, "address", "", s.t("cli.flag_address"))
	f.StringVar(&q.Owner.User, "owner", "", s.t("cli.flag_owner"))
	f.StringVar(&q.Owner.Name, "name", "", s.t("cli.flag_name"))
	f.StringVar(&q.Language, "lang", "fa", s.t("cli.flag_lang"))
	f.StringVar(&q.Shop.Unit, "unit", "toman", s.t("cli.flag_unit"))
	f.BoolVar(&fromStdin, "password-stdin", false, s.t("cli.flag_password_stdin"))
	return c
}

// setupFlags are what the command line calls the fields of the first run.
var setupFlags = map[string]string{
	"shop.name": "--shop", "shop.phone": "--phone", "shop.address": "--address", "shop.unit": "--unit",
	"owner.user": "--owner", "owner.name": "--name", "owner.password": "--password-stdin", "language": "--lang",
}

func (s *shell) setup(ctx context.Context, q setup.Request) (err error) {
	a, err := app.Open(ctx, app.Config{DataDir: s.data, As: "setup"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	made, err := a.Setup.Run(ctx, q)
	if err != nil {
		for _, e := range errs.All(err) {
			if flag, ok := setupFlags[e.Field]; ok {
				e.Field = flag
			}
		}
		return err
	}
	s.say("cli.setup_done", "Name", q.Shop.Name, "Dir", a.Dir)
	s.showRecovery(made.RecoveryKey)
	return nil
}

// password reads the first line of the standard input; a password on the
// command line itself would be seen by everybody on this computer.
func (s *shell) password(fromStdin bool) (string, error) {
	if !fromStdin {
		return "", usage{errors.New(s.t("cli.password_needed"))}
	}
	line, err := bufio.NewReader(io.LimitReader(s.in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func (s *shell) staffCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "staff", Short: s.t("cli.staff"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.staff(cmd.Context()) },
	}
	var fromStdin bool
	p := &cobra.Command{
		Use: "password USER", Short: s.t("cli.staff_password"), Long: s.t("cli.staff_password_long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage{errors.New(s.t("cli.user_needed"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			password, err := s.password(fromStdin)
			if err != nil {
				return err
			}
			return s.beside(cmd.Context(), func(a *app.App) error {
				if err := a.Staff.SetPassword(cmd.Context(), args[0], password); err != nil {
					return err
				}
				s.say("cli.staff_password_done", "Name", args[0])
				return nil
			})
		},
	}
	p.Flags().BoolVar(&fromStdin, "password-stdin", false, s.t("cli.flag_password_stdin"))
	c.AddCommand(p)
	return c
}

// staff lists who works here, one a line: user, role, name, switched off or not.
func (s *shell) staff(ctx context.Context) error {
	return s.beside(ctx, func(a *app.App) error {
		for q := (web.Query{Limit: 500}); ; {
			page, err := a.Staff.List(ctx, q)
			if err != nil {
				return err
			}
			for _, p := range page.Items {
				fmt.Fprintln(s.out, strings.Join([]string{p.User, s.t("role." + string(p.Role)), p.Name, s.activity(p)}, "\t"))
			}
			if q.Cursor = page.Next; q.Cursor == "" {
				return nil
			}
		}
	})
}

func (s *shell) activity(p staff.Staff) string {
	if p.Active {
		return s.t("cli.staff_on")
	}
	return s.t("cli.staff_off")
}

// beside opens the shop next to whatever else runs on it.
func (s *shell) beside(ctx context.Context, do func(a *app.App) error) error {
	a, err := app.Open(ctx, app.Config{DataDir: s.data, Beside: true})
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}
