package trace

import (
	"slices"
	"strings"
	"unicode"
)

// parser parses line by line. A line that is not recognised belongs to the message of the
// current exception, or is ignored if that already has frames. A message can itself look
// like a trace: a line "Caused by" without a class stays in the message, and if frames
// follow "... n more", the exceptions before that were part of a message.
type parser struct {
	lines    []string
	at       int
	sections []*section
	bare     []int      // indexes of sections, as long as they have no frames and no end
	wrapped  []*section // sections before "Wrapped by", which wraps them all
	done     bool
}

type section struct {
	link       Link
	first      string // the first line of the message
	from, to   int    // the range of the further lines of the message
	deep       int    // the indentation of a suppressed exception, otherwise -1
	closed     bool   // "... n more" was read
	standalone bool   // the first section, without "Caused by"
}

func (p *parser) current() *section {
	if len(p.sections) == 0 {
		return nil
	}
	return p.sections[len(p.sections)-1]
}

func (p *parser) line(line string) {
	if p.current() == nil {
		p.begin(line)
		return
	}
	if frame, ok := frameOf(line, p.at == len(p.lines)-1); ok {
		p.frame(frame)
		return
	}
	s := p.current()
	hasFrames := len(s.link.Frames) > 0 || s.closed
	if n, common, ok := moreOf(line); ok && (hasFrames || indent(line) > 0) {
		s.closed = true
		if common {
			s.link.Common += n
		}
		return
	}
	if p.header(line, hasFrames) {
		return
	}
	switch {
	case circular(line) && indent(line) > 0:
	case !hasFrames:
		p.text(line)
	case indent(line) == 0:
		// This ends the trace: another one after it is a different failure.
		_, p.done = classOf(afterThread(line), false)
	}
}

// begin parses the first line that is not blank.
func (p *parser) begin(line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	if p.header(line, true) {
		return
	}
	if frame, ok := frameOf(line, false); ok {
		p.open(Cause{}, -1)
		p.frame(frame)
		return
	}
	cause, ok := classOf(afterThread(strings.TrimSpace(line)), p.framesFollow())
	if !ok {
		cause = Cause{Message: strings.TrimSpace(line)}
	}
	p.open(cause, -1)
	p.current().standalone = true
}

// open starts an exception whose header is the current line.
func (p *parser) open(c Cause, deep int) {
	link := Link{Cause: Cause{Class: c.Class}}
	p.bare = append(p.bare, len(p.sections))
	p.sections = append(p.sections, &section{link: link, first: c.Message, from: p.at + 1, to: p.at + 1, deep: deep})
}

// text adds a line to the message. If the line is the header of the first exception, the
// lines of a log before it are dropped.
func (p *parser) text(line string) {
	s := p.current()
	if s.standalone && s.link.Class == "" && len(p.sections) == 1 {
		if c, ok := classOf(afterThread(line), false); ok {
			p.sections, p.bare = p.sections[:0], nil
			p.open(c, -1)
			return
		}
	}
	s.to = p.at + 1
}

// framesFollow reports whether the next line is a frame.
func (p *parser) framesFollow() bool {
	if p.at+1 >= len(p.lines) {
		return false
	}
	_, ok := frameOf(p.lines[p.at+1], false)
	return ok && indent(p.lines[p.at+1]) > 0
}

func (p *parser) frame(frame string) {
	if p.current().closed {
		p.unquote()
	}
	s := p.current()
	s.link.Frames = append(s.link.Frames, frame)
}

// unquote returns exceptions that turned out to be part of a message to that message: no
// exception has frames after "... n more".
func (p *parser) unquote() {
	for len(p.bare) > 0 {
		owner := p.bare[len(p.bare)-1]
		if s := p.sections[owner]; owner < len(p.sections)-1 && len(s.link.Frames) == 0 && !s.closed {
			s.to = p.at
			p.sections = p.sections[:owner+1]
			return
		}
		p.bare = p.bare[:len(p.bare)-1] // it has frames or an end, so it is not bare any more
	}
}

// header parses "Caused by: …", "Suppressed: …" and "Wrapped by: …". hasFrames means that the
// current exception already has frames, so that the line cannot be part of its message.
func (p *parser) header(line string, hasFrames bool) bool {
	deep := indent(line)
	kind, rest, ok := strings.Cut(line[deep:], ": ")
	if !ok {
		kind, rest = strings.TrimSuffix(line[deep:], ":"), ""
	}
	if kind != "Caused by" && kind != "Suppressed" && kind != "Wrapped by" {
		return false
	}
	if circular(rest) {
		return true
	}
	cause, ok := classOf(rest, hasFrames || p.framesFollow())
	if !ok && (!hasFrames || kind == "Suppressed") {
		return false
	}
	if !ok {
		cause = Cause{Message: strings.TrimSpace(rest)}
	}
	if p.cut(cause) {
		return true
	}
	p.open(cause, p.depth(kind, deep))
	return true
}

// depth returns the indentation of a suppressed exception and its causes, which are
// indented at least as much, or -1 for the chain itself.
func (p *parser) depth(kind string, indentation int) int {
	within := -1
	if p.current() != nil {
		within = p.current().deep
	}
	switch {
	case within > 0 && indentation >= within:
		return within
	case kind == "Suppressed":
		return max(indentation, 1)
	case kind == "Wrapped by":
		p.wrapped = append(p.wrapped, p.sections...)
		p.sections, p.bare = nil, nil
	}
	return -1
}

// cut reports whether the text ends inside the package of a class, which is not shown as
// a cause.
func (p *parser) cut(c Cause) bool {
	if p.at < len(p.lines)-1 {
		return false
	}
	name := c.Class + c.Message
	if strings.ContainsAny(name, " :[{(") || c.Class != "" && c.Message != "" {
		return false
	}
	return !strings.ContainsFunc(name[strings.LastIndexByte(name, '.')+1:], unicode.IsUpper)
}

// afterThread removes `Exception in thread "main" ` from the start of a line.
func afterThread(line string) string {
	rest, ok := strings.CutPrefix(line, `Exception in thread "`)
	if !ok {
		return line
	}
	if _, after, found := strings.Cut(rest, `" `); found {
		return after
	}
	return line
}

// chain returns the chain of exceptions, outermost first.
func (p *parser) chain() []Link {
	var out, inner []Link
	for _, s := range p.sections {
		out = p.add(out, s)
	}
	for _, s := range p.wrapped {
		inner = p.add(inner, s)
	}
	if len(p.wrapped) == 0 {
		return out
	}
	slices.Reverse(inner)
	return append(out, inner...)
}

func (p *parser) add(chain []Link, s *section) []Link {
	message := append([]string{s.first}, p.lines[s.from:s.to]...)
	s.link.Message = strings.TrimRight(strings.Join(message, "\n"), "\n\t ")
	if s.deep > 0 && len(chain) > 0 {
		owner := &chain[len(chain)-1]
		owner.Suppressed = append(owner.Suppressed, s.link)
		return chain
	}
	return append(chain, s.link)
}
