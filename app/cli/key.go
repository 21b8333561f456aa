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
)

func (s *shell) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "key", Short: s.t("cli.key"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var stdin bool
	find := &cobra.Command{
		Use: "recover", Short: s.t("cli.key_recover"), Long: s.t("cli.key_recover_long"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.keyRecover(cmd.Context(), stdin) },
	}
	find.Flags().BoolVar(&stdin, "recovery-key-stdin", false, s.t("cli.flag_recovery_stdin"))
	renew := &cobra.Command{
		Use: "renew", Short: s.t("cli.key_renew"), Long: s.t("cli.key_renew_long"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.beside(cmd.Context(), func(a *app.App) error {
				recovery, err := a.Setup.Renew(cmd.Context())
				if err != nil {
					return err
				}
				s.showRecovery(recovery)
				return nil
			})
		},
	}
	c.AddCommand(find, renew)
	return c
}

func (s *shell) keyRecover(ctx context.Context, stdin bool) (err error) {
	if !stdin && !s.typed() {
		return errs.New("recovery_needed")
	}
	a, err := app.Open(ctx, app.Config{DataDir: s.data, Beside: true, Locked: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	recovery, err := s.askRecovery(stdin)
	if err != nil {
		return err
	}
	if err := a.Setup.Recover(ctx, recovery); err != nil {
		return err
	}
	s.say("cli.key_recovered")
	return nil
}

// askRecovery reads the recovery key, asking for it where somebody types.
func (s *shell) askRecovery(stdin bool) (string, error) {
	if !stdin {
		fmt.Fprint(s.err, s.t("cli.recovery_ask")+" ")
	}
	line, err := bufio.NewReader(s.in).ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return strings.TrimSpace(line), err
}

// showRecovery says the recovery key, alone on the last line, where it ends up
// in no file by accident.
func (s *shell) showRecovery(recovery string) {
	fmt.Fprintln(s.err, s.t("cli.setup_recovery"))
	fmt.Fprintln(s.err, recovery)
}
