package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	comments   = regexp.MustCompile(`\([^()]*\)`)
	clockTime  = regexp.MustCompile(`^([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?(?:[.,][0-9]+)?$`)
	zoneOffset = regexp.MustCompile(`^(?:GMT|UTC)?([+-])([0-9]{2}):?([0-9]{2})$`)
	hyphened   = regexp.MustCompile(`^([0-9]{1,2})-([A-Za-z]{3,9})-([0-9]{2,4})$`)
	isoDate    = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`)
)

// zones are the names of zones that RFC 5322 knows, and some that programs
// write all the same. Others say nothing, and mean UTC.
var zones = map[string]int{
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"BST": 1, "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "NZST": 12,
}

// months are their names, whole or cut off behind the third or fourth letter.
var months = func() map[string]time.Month {
	names := map[string]time.Month{}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		names[name], names[name[:3]], names[name[:min(4, len(name))]] = m, m, m
	}
	return names
}()

// parseMailDate reads a date as programs of mail write it: RFC 5322, its older
// forms, that of asctime, ISO 8601, and what lies between them. What counts is
// what the parts are, not where they stand.
func parseMailDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(comments.ReplaceAllString(s, " "))
	if isoDate.MatchString(s) {
		if t, ok := parseISO(s); ok {
			return t, true
		}
	}
	var d mailDate
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }) {
		if m := hyphened.FindStringSubmatch(part); m != nil {
			d.part(m[1])
			d.part(m[2])
			d.part(m[3])
			continue
		}
		d.part(part)
	}
	return d.time()
}

// parseISO reads a time of ISO 8601 with its zone in one of its forms.
func parseISO(s string) (time.Time, bool) {
	for _, layout := range []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// mailDate is a date whose parts are being found.
type mailDate struct {
	day, year, clock     string
	month                time.Month
	offset               time.Duration
	afternoon, forenoon  bool
	hour, minute, second int
}

func (d *mailDate) part(s string) {
	upper := strings.ToUpper(s)
	switch m := clockTime.FindStringSubmatch(s); {
	case m != nil && d.clock == "":
		d.clock = s
		d.hour, _ = strconv.Atoi(m[1]) // of digits
		d.minute, _ = strconv.Atoi(m[2])
		d.second, _ = strconv.Atoi(m[3])
		return
	case upper == "PM":
		d.afternoon = true
		return
	case upper == "AM":
		d.forenoon = true
		return
	}
	if m := zoneOffset.FindStringSubmatch(upper); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		offset := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
		if offset > 14*time.Hour || minutes > 59 {
			return // no place has such a zone
		}
		if m[1] == "-" {
			offset = -offset
		}
		d.offset = offset
		return
	}
	if hours, known := zones[upper]; known {
		d.offset = time.Duration(hours) * time.Hour
		return
	}
	switch _, err := strconv.ParseUint(s, 10, 16); {
	case err == nil && len(s) <= 2 && d.day == "":
		d.day = s
	case err == nil && len(s) <= 4 && d.year == "":
		d.year = s
	case d.month == 0:
		d.month = months[strings.ToLower(s)]
	}
}

// time returns the time, if the parts make one.
func (d *mailDate) time() (time.Time, bool) {
	day, _ := strconv.Atoi(d.day)
	year, _ := strconv.Atoi(d.year)
	switch { // RFC 5322, section 4.3
	case d.year == "" || d.day == "" || d.month == 0 || d.clock == "":
		return time.Time{}, false
	case len(d.year) <= 2 && year < 50:
		year += 2000
	case len(d.year) <= 3:
		year += 1900
	}
	hour, second := d.hour, d.second
	switch {
	case d.afternoon && hour < 12:
		hour += 12
	case d.forenoon && hour == 12:
		hour = 0
	}
	if second == 60 {
		second = 59 // a leap second
	}
	t := time.Date(year, d.month, day, hour, d.minute, second, 0, time.UTC)
	if t.Day() != day || hour > 23 || d.minute > 59 || second > 59 {
		return time.Time{}, false
	}
	return t.Add(-d.offset), true
}

// sent returns when a message was written, in microseconds.
func (h *mailHead) sent() (int64, bool) {
	written, ok := parseMailDate(h.fields["date"])
	received, seen := time.Time{}, false
	if field, known := h.fields["received"]; known {
		received, seen = parseMailDate(field[strings.LastIndexByte(field, ';')+1:])
	}
	const late = 24 * time.Hour // by which a clock may be wrong
	switch wrong := !ok || written.Year() < 1970; {
	case seen && (wrong || written.Sub(received) > late):
		written, ok = received, true
	case wrong:
		// From, an address of one word or, masked, of three, and the date, on
		// which programs do not rely: some write the same one always.
		if parts := strings.Fields(masked.ReplaceAllString(h.separator, "@")); len(parts) > 2 {
			written, ok = parseMailDate(strings.Join(parts[2:], " "))
		}
	}
	if !ok {
		return 0, false
	}
	return holdable(written)
}
