package cli

import (
	"context"
	"errors"
	"net"
	"syscall"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/app/desktop"
	"pishkhan/frontend"
)

// defaultListen is where serve answers unless told otherwise.
const defaultListen = "127.0.0.1:7300"

func (s *shell) serveCommand() *cobra.Command {
	var listen string
	var hosts []string
	c := &cobra.Command{
		Use: "serve", Short: s.t("cli.serve"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.serve(cmd.Context(), hosts, func() (net.Listener, error) { return app.Listen(listen) })
		},
	}
	c.Flags().StringVar(&listen, "listen", defaultListen, s.t("cli.flag_listen"))
	c.Flags().StringSliceVar(&hosts, "host", nil, s.t("cli.flag_host"))
	return c
}

func (s *shell) serve(ctx context.Context, hosts []string, listen func() (net.Listener, error)) error {
	a, err := app.Open(ctx, app.Config{DataDir: s.data, As: "serve", Hosts: hosts})
	if err != nil {
		return err
	}
	l, err := listen()
	if err != nil {
		return errors.Join(err, a.Close())
	}
	s.say("cli.serving", "Address", "http://"+l.Addr().String()+"/")
	return errors.Join(a.Serve(ctx, l), a.Close())
}

// window opens the window; where there can be none it serves the same
// interface and says why.
func (s *shell) window(ctx context.Context) error {
	if why := desktop.Missing(); why != "" {
		s.say(why)
		return s.serve(ctx, nil, anyAddress)
	}
	a, err := app.Open(ctx, app.Config{DataDir: s.data, As: "window"})
	if err != nil {
		return errors.Join(err, desktop.Notice(s.t("app.name"), s.told(err)))
	}
	end := a.OnNetwork(ctx)
	title := a.Words.T(a.Words.Resolve(""), "app.name", nil)
	err = desktop.Run(ctx, desktop.Options{Title: title, API: a.API(), Assets: frontend.Files()})
	end()
	return errors.Join(err, a.Close())
}

// anyAddress is the usual address, or a free one when another program has that.
func anyAddress() (net.Listener, error) {
	l, err := app.Listen(defaultListen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return app.Listen("127.0.0.1:0")
	}
	return l, err
}
