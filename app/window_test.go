package app

import "testing"

func TestTheWindowStaysOnTheScreen(t *testing.T) {
	tests := []struct {
		name   string
		stored place
		want   place
	}{
		{"fits", place{X: 100, Y: 50, Width: 1200, Height: 800}, place{X: 100, Y: 50, Width: 1200, Height: 800}},
		{"screen taken away", place{X: 3000, Y: 2000, Width: 1200, Height: 800}, place{X: 720, Y: 280, Width: 1200, Height: 800}},
		{"larger than the screen", place{Width: 4000, Height: 3000}, place{Width: 1920, Height: 1080}},
		{"smaller than the layout", place{Width: 10, Height: 10}, place{Width: 900, Height: 600}},
		{"left of everything", place{X: -500, Y: -20, Width: 1000, Height: 700}, place{Width: 1000, Height: 700}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.stored.clamp(1920, 1080); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
