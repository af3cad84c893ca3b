package redact

import (
	"strings"
	"unicode"
)

// pieceRunes is the length of the pieces of a secret that are masked.
const pieceRunes = 4

// Pieces masks every piece of at least 4 characters of the secrets, trimmed and decoded,
// ignoring case. It is for messages about one secret, which may contain a part of it
// ("unexpected character at “hunt”"). In other texts it would mask too much.
func Pieces(text string, secrets ...string) string {
	pieces := map[[pieceRunes]rune]bool{}
	for _, secret := range secrets {
		for _, variant := range variants(strings.TrimSpace(secret)) {
			eachPiece(variant, func(piece [pieceRunes]rune, _, _ int) { pieces[piece] = true })
		}
	}
	if len(pieces) == 0 {
		return text
	}
	var found []span
	eachPiece(text, func(piece [pieceRunes]rune, from, to int) {
		if pieces[piece] {
			found = append(found, span{from, to})
		}
	})
	return replace(text, unmasked(text, union(found)))
}

// eachPiece calls f with every piece that contains a letter or a digit, and its position.
func eachPiece(text string, f func(piece [pieceRunes]rune, from, to int)) {
	var piece [pieceRunes]rune
	var starts [pieceRunes]int
	n := 0
	for at, r := range text {
		copy(piece[:], piece[1:])
		copy(starts[:], starts[1:])
		piece[pieceRunes-1], starts[pieceRunes-1] = unicode.ToLower(r), at
		if n++; n >= pieceRunes && hasLetter(piece) {
			f(piece, starts[0], at+len(string(r)))
		}
	}
}

func hasLetter(piece [pieceRunes]rune) bool {
	for _, r := range piece {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
