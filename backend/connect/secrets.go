package connect

// SecretKey names a secret of a profile.
type SecretKey string

// The secrets of a profile. The value of a secret header has the key SecretHeader + its name.
const (
	SecretPassword     SecretKey = "password"      // of Basic; the secret of an API key
	SecretToken        SecretKey = "token"         // of Bearer
	SecretClientSecret SecretKey = "client_secret" // of OAuth
	SecretTrustStore   SecretKey = "trust_store"   // password of Profile.CAFile
	SecretKeyStore     SecretKey = "key_store"     // password of Profile.Certificate
	SecretProxy        SecretKey = "proxy"         // password of Profile.Proxy
	SecretHeader       SecretKey = "header:"
)

// Secrets are the secrets of a profile. A missing one is empty.
type Secrets map[SecretKey]Secret
