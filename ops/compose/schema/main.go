// Usage: go run . COMPOSE-FILE ENV-FILE     reads the file as docker compose does, with its own library, and holds what is
// promised of it: images with a version, limits of memory, health checks of what goes on running, no secret in the file.
package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

var pinned = regexp.MustCompile(`:v?[0-9]+(\.[0-9]+)*$`)
var secret = regexp.MustCompile(`(PASSWORD|SECRET|TOKEN)$`)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "Usage: go run . COMPOSE-FILE ENV-FILE")
		os.Exit(2)
	}
	ask, err := cli.NewProjectOptions([]string{os.Args[1]}, cli.WithEnvFiles(os.Args[2]), cli.WithDotEnv)
	if err == nil {
		var project *types.Project
		if project, err = ask.LoadProject(context.Background()); err == nil {
			err = hold(project, ask.Environment)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func hold(project *types.Project, given types.Mapping) error {
	var wrong []string
	say := func(service, what string) { wrong = append(wrong, service+": "+what) }
	for name, service := range project.Services {
		if !pinned.MatchString(service.Image) {
			say(name, "an image without version: "+service.Image)
		}
		if service.MemLimit == 0 {
			say(name, "no limit of memory")
		}
		if service.Restart != "" && service.HealthCheck == nil {
			say(name, "goes on running and has no health check")
		}
		for _, port := range service.Ports {
			if port.HostIP != "127.0.0.1" {
				say(name, "a port that others reach: "+port.Published)
			}
		}
		for variable, value := range service.Environment {
			if secret.MatchString(variable) && (value == nil || !isGiven(*value, given)) {
				say(name, variable+" is not from .env")
			}
		}
		for _, volume := range service.Volumes {
			if volume.Type == types.VolumeTypeBind && !strings.HasSuffix(volume.Source, "/secrets") && !strings.HasSuffix(volume.Source, "/lib") {
				if _, err := os.Stat(volume.Source); err != nil {
					say(name, err.Error())
				}
			}
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	fmt.Printf("%d services\n", len(project.Services))
	return nil
}

func isGiven(value string, given types.Mapping) bool {
	for _, each := range given {
		if each == value {
			return true
		}
	}
	return false
}
