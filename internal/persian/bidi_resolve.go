package persian

// resolve settles the direction of every unit and gives it its level.
func resolve(us []unit, rtl bool) {
	base := classL
	if rtl {
		base = classR
	}
	strong := base
	for i, u := range us { // a number after Latin text belongs to it (W7)
		switch u.class {
		case classL, classR:
			strong = u.class
		case classNumber:
			if strong == classL {
				us[i].class = classL
			}
		}
	}
	brackets(us, base)
	neutrals(us, base)
	for i := range us {
		us[i].level = level(us[i].class, rtl)
	}
	for i := len(us) - 1; i >= 0 && us[i].base == ' '; i-- { // spaces at the line's end (L1)
		us[i].level = level(base, rtl)
	}
}

func level(c class, rtl bool) int {
	switch {
	case c == classR:
		return 1
	case c == classL && !rtl:
		return 0
	}
	return 2
}

// side is a class as neutrals see it: numbers count as right-to-left.
func side(c class) class {
	if c == classNumber {
		return classR
	}
	return c
}

func neutral(c class) bool { return c == classNeutral || c == classSpace }

var closers = map[rune]rune{'(': ')', '[': ']', '{': '}', '«': '»', '‹': '›'}

// brackets gives both ends of a pair one direction (N0): the paragraph's when
// something of it stands inside, else that of what is inside, if what comes
// before goes that way too.
func brackets(us []unit, base class) {
	var open []int
	for i, u := range us {
		if u.fixed || u.class != classNeutral {
			continue
		}
		if _, ok := closers[u.base]; ok {
			open = append(open, i)
			continue
		}
		for k := len(open) - 1; k >= 0; k-- {
			if closers[us[open[k]].base] == u.base {
				pair(us, open[k], i, base)
				open = open[:k]
				break
			}
		}
	}
}

func pair(us []unit, from, to int, base class) {
	other := false
	for _, u := range us[from+1 : to] {
		if neutral(u.class) {
			continue
		}
		if side(u.class) == base {
			us[from].class, us[to].class = base, base
			return
		}
		other = true
	}
	if !other {
		return
	}
	before := base
	for i := from - 1; i >= 0; i-- {
		if !neutral(us[i].class) {
			before = side(us[i].class)
			break
		}
	}
	us[from].class, us[to].class = before, before
}

// neutrals take the direction that stands on both sides of them, else the
// paragraph's (N1, N2).
func neutrals(us []unit, base class) {
	before := base
	for i := 0; i < len(us); i++ {
		if !neutral(us[i].class) {
			before = side(us[i].class)
			continue
		}
		end := i
		for end < len(us) && neutral(us[end].class) {
			end++
		}
		after := base
		if end < len(us) {
			after = side(us[end].class)
		}
		dir := base
		if before == after {
			dir = before
		}
		for ; i < end; i++ {
			us[i].class = dir
		}
		i--
	}
}
