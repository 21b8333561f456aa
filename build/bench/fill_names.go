package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pishkhan/internal/persian"
)

// lists lie beside the repository where they are there; the built-in words
// make shops of the same shape where they are not.
const lists = "../shared/data"

// column reads one column of a list without its head; nil when it isn't there.
func column(path string, at int) (out []string) {
	f, err := os.Open(filepath.Join(lists, path))
	if err != nil {
		return nil
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	all, err := r.ReadAll()
	must(err)
	for _, row := range all[min(1, len(all)):] {
		if at < len(row) {
			if text := persian.Tidy(row[at]); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

func orElse(list []string, words string) []string {
	if len(list) > 0 {
		return list
	}
	return strings.Fields(words)
}

type buyers struct{ first, last, cities, kinds []string }

func buyersNames() buyers {
	return buyers{
		first: orElse(column("names/first_names_ranked.csv", 0), "فاطمه زهرا علی محمد مریم حسین رضا معصومه سکینه مهدی حسن لیلا "+
			"ابراهیم نرگس امیر سمیه احمد طاهره سعید مینا کاظم پروین جواد شیرین بهرام آذر داوود فرشته کیوان ژاله"),
		last: orElse(column("names/last_names.txt", 0), "محمدی حسینی احمدی رضایی کریمی موسوی جعفری قاسمی رحیمی یزدانی "+
			"کاظمی صادقی ابراهیمی عباسی نوری باقری شریفی مرادی اکبری میرزایی گلستانی فرهادی پورمند ضیایی"),
		cities: orElse(column("places/cities.csv", 1), "تهران مشهد اصفهان شیراز تبریز کرج اهواز رشت یزد کرمان"),
		kinds:  []string{"شرکت", "فروشگاه", "بازرگانی", "تعاونی", "صنایع", "پخش"},
	}
}

type wares struct{ titles, makers []string }

func goodsNames() wares {
	return wares{
		titles: orElse(column("prices/torob_titles_small.csv", 0), "پیچ‌گوشتی انبردست چکش کلید پریز لامپ سیم فیوز دریل متر تراز "+
			"قفل لولا شیر زانویی سه‌راهی رنگ قلم‌مو چسب بست واشر مهره میخ اره آچار مته سنگ‌فرز سیم‌چین فازمتر دستکش"),
		makers: strings.Fields("البرز دماوند پارس کاوه آریا نوین توسن رونیکس میهن سپهر آذین زاگرس"),
	}
}

// at is the i-th product's name: a title as shops write it, who made it, and a
// number, so that no two are the same.
func (g wares) at(i int) string {
	title := []rune(g.titles[i%len(g.titles)])
	title = title[:min(len(title), 60)]
	return fmt.Sprintf("%s %s %d", strings.TrimSpace(string(title)), g.makers[i/len(g.titles)%len(g.makers)], i)
}

// ean13 is a barcode in Iran's range.
func ean13(i int) string {
	head := fmt.Sprintf("626%09d", i)
	for check := range 10 {
		if code, ok := persian.EAN13(fmt.Sprint(head, check)); ok {
			return code
		}
	}
	panic("no digit of ten is the check digit of " + head)
}

func nationalID(i int) string {
	head := fmt.Sprintf("%09d", 10_000_000+i%900_000_000)
	for check := range 10 {
		if id, ok := persian.NationalID(fmt.Sprint(head, check)); ok {
			return id
		}
	}
	panic("no digit of ten is the check digit of " + head)
}
