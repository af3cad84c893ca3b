package app

import (
	"sluiceway/backend/connect"
)

// fixtureImport is a file of another tool. Its last cluster is one that is here already.
const fixtureImport = `# Kpow, shop
BOOTSTRAP=kafka-1.shop.eu.internal:9093
LICENSE_ID=f3a1
ALLOW_CONNECT_CREATE=false
ALLOW_CONNECT_EDIT=true

CONNECT_NAME=returns-eu
CONNECT_REST_URL=https://connect.returns.eu.internal:8443
CONNECT_AUTH=BASIC
CONNECT_BASIC_AUTH_USER=kpow
CONNECT_BASIC_AUTH_PASS=${RETURNS_PASS}
CONNECT_PERMISSIVE_SSL=true
CONNECT_TIMEOUT_MS=20000

CONNECT_NAME_2=shop-mirror
CONNECT_REST_URL_2=https://connect.mirror.shop.internal:8443
CONNECT_AUTH_2=BASIC
CONNECT_BASIC_AUTH_USER_2=kpow
CONNECT_BASIC_AUTH_PASS_2=` + fixturePassword + `
CONNECT_SSL_TRUSTSTORE_LOCATION_2=certs/truststore.p12

ENVIRONMENT_NAME_3=stock
CONNECT_REST_URL_3=http://connect.stock.internal:8083
CONNECT_GROUP_ID_3=connect-stock

CONNECT_NAME_4=orders-eu
CONNECT_REST_URL_4=`

// profileFiles records the import of clusters. It comes last, because it adds one.
func (f *fixtures) profileFiles() {
	a, t := f.app, f.t
	view := must[ImportView](t)(a.ProfileFiles.OpenText("", "shop.env", fixtureImport+f.boxes["orders-eu"].box.URL()+"\n"))
	f.stable.replace(view.ID, "import-1")
	f.record("profileFiles.openText", view)
	f.record("profileFiles.openFile", view)
	f.record("profileFiles.setVariable", must[ImportState](t)(a.ProfileFiles.SetVariable("", view.ID, "RETURNS_PASS", connect.NewSecret(fixturePassword))))
	must[ImportState](t)(a.ProfileFiles.SetVariable("", view.ID, "RETURNS_PASS", connect.Secret{}))
	t.Setenv("RETURNS_PASS", "")
	f.record("profileFiles.readVariable", must[ImportState](t)(a.ProfileFiles.ReadVariable("", view.ID, "RETURNS_PASS")))
	added := must[ImportAdded](t)(a.ProfileFiles.Add("", view.ID, []ImportChoice{
		{Number: 1, Name: "returns-eu", Environment: "production"},
		{Number: 2, Name: "shop-mirror", Environment: "production"},
		{Number: 3, Name: "stock", Environment: "production"},
	}))
	f.stable.replace(string(added.Outcomes[2].Profile), "stock")
	f.record("profileFiles.add", added)
	f.record("profileFiles.export", "")
}
