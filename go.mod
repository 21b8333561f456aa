module pishkhan

go 1.26.0
