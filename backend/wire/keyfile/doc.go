// Package keyfile reads the files that hold certificates and private keys: PEM, a single
// certificate in DER, PKCS12, and the keystores and truststores of Java (JKS). It recognises
// the kind by the content, not by the name. Files are read, never copied or changed.
package keyfile
