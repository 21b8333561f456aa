package cli

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"pishkhan/app"
)

// openapiCommand prints the description of the API. It needs no shop: an
// empty one in a folder for the moment has the same routes.
func (s *shell) openapiCommand() *cobra.Command {
	return &cobra.Command{
		Use: "openapi", Short: s.t("cli.openapi"), Args: s.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			dir, err := os.MkdirTemp("", "pishkhan-openapi-")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
			a, err := app.Open(cmd.Context(), app.Config{DataDir: dir, Beside: true})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, a.Close()) }()
			text, err := a.Routes.Document()
			if err != nil {
				return err
			}
			_, err = s.out.Write(text)
			return err
		},
	}
}
