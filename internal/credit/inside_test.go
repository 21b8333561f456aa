package credit

// TaxSends lets the tests write a row as it was before there were marks.
var TaxSends = taxSends
