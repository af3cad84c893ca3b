package workbench

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/certtest"
)

func TestAFileOfCertificatesIsDescribed(t *testing.T) {
	w := opened(t, t.TempDir())
	path := certtest.File(t, "developer.p12", certtest.Authority(t, "Root").Client("anna").PKCS12())
	for password, needs := range map[string]bool{certtest.Password: false, "wrong": true, "": true} {
		facts, err := w.Reach.InspectFile(t.Context(), FileInput{Path: path, Password: connect.NewSecret(password), Secret: string(connect.SecretKeyStore)})
		if err != nil || facts.NeedsPassword != needs || (facts.Subject == "anna") == needs {
			t.Errorf("with %q: %+v, %v", password, facts, err)
		}
	}
	if _, err := w.Reach.InspectFile(t.Context(), FileInput{Path: path, Profile: "gone", Secret: string(connect.SecretKeyStore)}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("%v", err)
	}
}
