package redact

import (
	"strings"
	"unicode"
)

// pieceRunes is the length from which on a piece of a secret is hidden.
const pieceRunes = 4

// Pieces masks every piece of 4 characters and more of the secrets: as they
// are, trimmed and decoded, in upper and lower case. It is for words that are
// about one secret and may repeat a part of it ("unexpected character at
// “hunt”"); in other texts it would hide too much.
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
	return replace(text, telling(text, union(found)))
}

// eachPiece calls f with every run of characters that holds a letter or a
// digit, and where it stands.
func eachPiece(text string, f func(piece [pieceRunes]rune, from, to int)) {
	var piece [pieceRunes]rune
	var starts [pieceRunes]int
	n := 0
	for at, r := range text {
		copy(piece[:], piece[1:])
		copy(starts[:], starts[1:])
		piece[pieceRunes-1], starts[pieceRunes-1] = unicode.ToLower(r), at
		if n++; n >= pieceRunes && says(piece) {
			f(piece, starts[0], at+len(string(r)))
		}
	}
}

func says(piece [pieceRunes]rune) bool {
	for _, r := range piece {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
