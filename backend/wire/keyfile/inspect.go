package keyfile

import (
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"sluiceway/backend/connect"
)

// Facts describe a file of certificates for the profile form. Subject and Until (Unix ms) are
// those of the certificate that belongs to the key, or of the only certificate; otherwise
// they are empty and 0. Problem says why the file cannot be used. Warnings say what is unwise
// about it.
type Facts struct {
	Name          string   `json:"name"` // without its folder
	Kind          FileKind `json:"kind"`
	HasKey        bool     `json:"hasKey"`
	Certificates  int      `json:"certificates"`
	Subject       string   `json:"subject"`
	Until         float64  `json:"until"`
	NeedsPassword bool     `json:"needsPassword"` // none was given, or it is wrong
	Problem       string   `json:"problem"`
	Warnings      []string `json:"warnings"`
}

// The permissions of a file that other users have.
const (
	othersRead  os.FileMode = 0o044
	othersWrite os.FileMode = 0o022
)

// Inspect reads a file and describes it.
func Inspect(path, password string, now time.Time) Facts {
	facts := Facts{Name: filepath.Base(path), Warnings: []string{}}
	text, err := Read(path)
	var c Contents
	if err == nil {
		c, err = Parse(text, password)
	}
	if err != nil {
		facts.Problem = "This file " + Problem(err) + "."
		facts.NeedsPassword = isPassword(err)
		return facts
	}
	facts.Kind, facts.HasKey, facts.Certificates = c.Kind, c.Key != nil, len(c.Chain)+len(c.Trusted)
	leaf := c.Chain
	if len(leaf) == 0 && len(c.Trusted) == 1 {
		leaf = c.Trusted
	}
	if len(leaf) > 0 {
		facts.Subject, facts.Until = Title(leaf[0].Subject), connect.UnixMilli(leaf[0].NotAfter)
		facts.Warnings = append(facts.Warnings, aboutTime(leaf[0].NotBefore, leaf[0].NotAfter, now)...)
	}
	facts.Warnings = append(facts.Warnings, aboutPermissions(path, c.Key != nil)...)
	return facts
}

// soon is how long before its end a certificate is warned about.
const soon = 30 * 24 * time.Hour

func aboutTime(from, until, now time.Time) []string {
	switch {
	case now.After(until):
		return []string{"The certificate expired on " + day(until) + "."}
	case now.Before(from):
		return []string{"The certificate is valid only from " + day(from) + "."}
	case until.Sub(now) < soon:
		return []string{"The certificate expires on " + day(until) + "."}
	}
	return nil
}

func day(t time.Time) string { return t.Format("2 Jan 2006") }

// aboutPermissions comments on what other users of the computer may do with a file.
func aboutPermissions(path string, hasKey bool) []string {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" { // the mode says nothing there
		return nil
	}
	mode := info.Mode().Perm()
	switch {
	case mode&othersWrite != 0:
		return []string{fmt.Sprintf("Other users of this computer can change this file (mode %04o). “chmod go-w” prevents that.", mode)}
	case hasKey && mode&othersRead != 0:
		return []string{fmt.Sprintf("Other users of this computer can read the private key in this file (mode %04o). “chmod 600” prevents that.", mode)}
	}
	return nil
}

// Title returns the short name of a subject or issuer: its common name, or all of it.
func Title(name pkix.Name) string {
	if name.CommonName != "" {
		return name.CommonName
	}
	return name.String()
}

func isPassword(err error) bool {
	return errors.Is(err, ErrNeedsPassword) || errors.Is(err, ErrPassword)
}
