// Package cli is the command line: it reads flags, opens the program and says
// in words what happened, in the language of the terminal. It owns exit codes
// and nothing of the shop; each command is one file.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/app/desktop"
	"pishkhan/frontend"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // the work was refused, or a check failed
	exitUsage  = 2 // the command line makes no sense
	exitInUse  = 3 // another process holds the data folder
)

// shell is what all commands share.
type shell struct {
	in       io.Reader
	out, err io.Writer
	words    *i18n.Catalogue
	lang     string
	data     string // --data
}

// rest is how much may be allocated before the collector goes round, in
// percent of what lives. That is only a few MB here, so that Go's 100 has it
// run all the time in a busy hour: with 400, eight callers' sales came from 0.74 to
// 0.80 of their floor's rate.
const rest = 400

// Main runs the command line and answers the exit code.
func Main(args []string) int {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(rest)
	}
	attachConsole()
	if desktop.Bindings {
		if err := desktop.Run(context.Background(), desktop.Options{Assets: frontend.Files()}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return exitFailed
		}
		return exitDone
	}
	words := i18n.Load("")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &shell{in: os.Stdin, out: os.Stdout, err: os.Stderr, words: words, lang: language(os.Getenv)}
	return s.run(ctx, args)
}

func (s *shell) run(ctx context.Context, args []string) int {
	root := s.root()
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	return s.code(root.ExecuteContext(ctx))
}

// language is the terminal's, as the system tells it: Persian when it says
// so, else English.
func language(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(v, "fa") {
				return i18n.Persian
			}
			break
		}
	}
	return i18n.English
}

// t is a text of the catalogue; params are name, value pairs for its blanks.
func (s *shell) t(key string, params ...any) string {
	fill := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		fill[fmt.Sprint(params[i])] = params[i+1]
	}
	return s.words.T(s.lang, key, fill)
}

// say writes one line of the catalogue.
func (s *shell) say(key string, params ...any) { fmt.Fprintln(s.out, s.t(key, params...)) }

// usage marks an error of the command line itself.
type usage struct{ error }

// code says what went wrong, if anything did, and chooses the exit code.
func (s *shell) code(err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, errFailed) {
		return exitFailed
	}
	if errors.Is(err, errAsked) {
		return exitUsage
	}
	if errors.Is(err, context.Canceled) { // Ctrl+C; whoever was at work has tidied up
		fmt.Fprintln(s.err, s.t("cli.interrupted"))
		return exitFailed
	}
	var u usage
	if errors.As(err, &u) {
		fmt.Fprintln(s.err, s.t("cli.usage_error", "Problem", u.Error()))
		return exitUsage
	}
	fmt.Fprintln(s.err, s.told(err))
	if errs.Is(err, app.InUse) {
		return exitInUse
	}
	return exitFailed
}

// told is what people are told of an error: a line for each refusal.
func (s *shell) told(err error) string {
	list := errs.All(err)
	if errors.Is(err, syscall.ENOSPC) {
		list = errs.List{errs.New(errs.DiskFull)}
	}
	if len(list) == 0 {
		return err.Error()
	}
	var lines []string
	for _, e := range list {
		text := s.words.Error(s.lang, e)
		if e.Field != "" {
			text = e.Field + ": " + text
		}
		lines = append(lines, text)
		if at := e.Params["Address"]; e.Code == app.InUse && at != "" {
			lines = append(lines, s.t("cli.in_use_address", "Address", at))
		}
	}
	return strings.Join(lines, "\n")
}

func (s *shell) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "pishkhan",
		Short:         s.t("cli.about"),
		Args:          s.noArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return s.window(cmd.Context()) },
	}
	root.PersistentFlags().StringVar(&s.data, "data", "", s.t("cli.flag_data"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(s.serveCommand(), s.importCommand(), s.exportCommand(), s.setupCommand(), s.staffCommand(), s.keyCommand(), s.doctorCommand(), s.practiceCommand(), s.invoiceCommand(), s.backupCommand(), s.openapiCommand(), s.versionCommand())
	s.translate(root)
	return root
}

// noArgs refuses whatever stands after a command that takes nothing.
func (s *shell) noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage{errors.New(s.t("cli.unknown_command", "Name", args[0]))}
	}
	return nil
}

// translate puts the catalogue's words where cobra has its own.
func (s *shell) translate(root *cobra.Command) {
	root.SetHelpCommand(&cobra.Command{Use: "help", Hidden: true, RunE: func(cmd *cobra.Command, _ []string) error { return root.Help() }})
	root.PersistentFlags().BoolP("help", "h", false, s.t("cli.flag_help"))
	root.SetUsageTemplate(s.t("cli.help_usage") + `
  {{.UseLine}}{{if .HasAvailableSubCommands}}

` + s.t("cli.help_commands") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + s.t("cli.help_flags") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + s.t("cli.help_global_flags") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`)
}

func (s *shell) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: s.t("cli.version"), Args: s.noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(s.out, "pishkhan", app.Version)
			return err
		},
	}
}
