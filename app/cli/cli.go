// Package cli is the command line: it reads flags, opens the program and says
// in words what happened. It owns exit codes and nothing of the shop; each
// command is one file.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/app/desktop"
	"pishkhan/frontend"
	"pishkhan/internal/errs"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the work was refused, or a check failed
	exitUsage  = 2 // the command line makes no sense
	exitInUse  = 3 // another process holds the data folder
)

// DefaultListen is where serve answers unless told otherwise.
const defaultListen = "127.0.0.1:7300"

// shell is what all commands share.
type shell struct {
	out, err io.Writer
	data     string // --data
}

// Main runs the command line and answers the exit code.
func Main(args []string) int {
	attachConsole()
	if desktop.Bindings {
		return code(os.Stderr, desktop.Run(context.Background(), desktop.Options{Assets: frontend.Files()}))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &shell{out: os.Stdout, err: os.Stderr}
	root := s.root()
	root.SetArgs(args)
	root.SetOut(s.out)
	root.SetErr(s.err)
	return code(s.err, root.ExecuteContext(ctx))
}

// usage marks an error of the command line itself.
type usage struct{ error }

func code(w io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	fmt.Fprintln(w, message(err))
	var u usage
	switch {
	case errors.As(err, &u):
		return exitUsage
	case errs.Is(err, app.InUse):
		return exitInUse
	}
	return exitFailed
}

func message(err error) string {
	for _, e := range errs.All(err) {
		switch e.Code {
		case app.InUse:
			text := fmt.Sprintf("%v is in use by process %v on %v (%v)", e.Params["Dir"], e.Params["PID"], e.Params["Host"], e.Params["As"])
			if at := e.Params["Address"]; at != "" {
				text += fmt.Sprintf(", at %v", at)
			}
			return text
		case app.NotLoopback:
			return fmt.Sprintf("%v is not an address of this computer alone; use one like %v", e.Params["Address"], defaultListen)
		}
	}
	return err.Error()
}

func (s *shell) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "pishkhan",
		Short:         "A shop's counter: sell, invoice and look after customers",
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return s.window(cmd.Context()) },
	}
	root.PersistentFlags().StringVar(&s.data, "data", "", "the shop's data folder")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(s.serveCommand(), s.versionCommand())
	return root
}

func (s *shell) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "The program's version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(s.out, "pishkhan", app.Version)
			return err
		},
	}
}

func (s *shell) serveCommand() *cobra.Command {
	var listen string
	var hosts []string
	c := &cobra.Command{
		Use: "serve", Short: "Serve the interface to browsers on this computer", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.serve(cmd.Context(), listen, hosts)
		},
	}
	c.Flags().StringVar(&listen, "listen", defaultListen, "the address to answer at; port 0 takes a free one")
	c.Flags().StringSliceVar(&hosts, "host", nil, "a name under which a proxy on this computer passes requests on")
	return c
}

func (s *shell) serve(ctx context.Context, listen string, hosts []string) error {
	a, err := app.Open(ctx, app.Config{DataDir: s.data, As: "serve", Hosts: hosts})
	if err != nil {
		return err
	}
	l, err := app.Listen(listen)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	s.say(l)
	return errors.Join(a.Serve(ctx, l), a.Close())
}

func (s *shell) say(l net.Listener) {
	fmt.Fprintf(s.out, "Pishkhan answers at http://%s/ (Ctrl+C ends it)\n", l.Addr())
}

// window opens the window; where there can be none it serves the same
// interface and says why.
func (s *shell) window(ctx context.Context) error {
	if why := desktop.Missing(); why != "" {
		fmt.Fprintln(s.out, why)
		return s.serveAnywhere(ctx)
	}
	a, err := app.Open(ctx, app.Config{DataDir: s.data, As: "window"})
	if err != nil {
		return err
	}
	err = desktop.Run(ctx, desktop.Options{Title: "پیشخوان · Pishkhan", API: a.API(), Assets: frontend.Files()})
	return errors.Join(err, a.Close())
}

// serveAnywhere takes the usual address, or a free one when that is taken.
func (s *shell) serveAnywhere(ctx context.Context) error {
	a, err := app.Open(ctx, app.Config{DataDir: s.data, As: "serve"})
	if err != nil {
		return err
	}
	l, err := app.Listen(defaultListen)
	if err != nil {
		l, err = app.Listen("127.0.0.1:0")
	}
	if err != nil {
		return errors.Join(err, a.Close())
	}
	s.say(l)
	return errors.Join(a.Serve(ctx, l), a.Close())
}
