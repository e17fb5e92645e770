// Holds dashboards against the schema that Grafana publishes with its foundation SDK: unknown fields and wrong types are errors.
package main

import (
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

func main() {
	plugins.RegisterDefaultPlugins() // the panels' and queries' own schemas
	failed := false
	for _, name := range os.Args[1:] {
		raw, err := os.ReadFile(name)
		if err == nil {
			var board dashboard.Dashboard
			if err = board.UnmarshalJSONStrict(raw); said(err) == nil {
				err = board.Validate()
			}
		}
		if err = said(err); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			failed = true
		}
	}
	if failed || len(os.Args) == 1 {
		os.Exit(1)
	}
}

// said is nil where nothing is: the SDK answers an empty list of errors, which is no nil error.
func said(err error) error {
	if err == nil || err.Error() == "" {
		return nil
	}
	return err
}
