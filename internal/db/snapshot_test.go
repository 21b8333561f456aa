package db

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestASnapshotIsOneMomentOfARunningFile(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	d, err := Open(ctx, filepath.Join(dir, "shop.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	add := func(key string) error {
		return d.Write(ctx, func(tx *Tx) error {
			return tx.Exec("INSERT INTO local_backoff VALUES(?,0,'')", key)
		})
	}
	if err := add("before"); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	wrote := make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				wrote <- nil
				return
			default:
			}
			if err := add(d.NewID()); err != nil {
				wrote <- err
				return
			}
		}
	}()
	copied := filepath.Join(dir, "copy.db")
	err = d.Snapshot(ctx, copied)
	close(stop)
	if werr := <-wrote; err != nil || werr != nil {
		t.Fatal(err, werr)
	}
	c, err := Open(ctx, copied, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	err = c.Read(ctx, func(tx *Tx) error {
		var n int
		var whole string
		if err := tx.Row([]any{&n}, "SELECT count(*) FROM local_backoff WHERE key='before'"); err != nil || n != 1 {
			t.Errorf("what was there before is there %d times: %v", n, err)
		}
		err := tx.Row([]any{&whole}, "PRAGMA integrity_check")
		if whole != "ok" {
			t.Error(whole)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestASnapshotNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	d, err := Open(context.Background(), filepath.Join(dir, "shop.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	there := filepath.Join(dir, "there")
	if err := os.WriteFile(there, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Snapshot(t.Context(), there); err == nil {
		t.Error("it wrote over a file")
	}
	if b, _ := os.ReadFile(there); string(b) != "mine" {
		t.Errorf("the file is now %q", b)
	}
}

func TestTheFileAndWhatStandsBesideItAreForItsOwnerOnly(t *testing.T) {
	dir := t.TempDir()
	d, err := Open(t.Context(), filepath.Join(dir, File), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Write(t.Context(), func(tx *Tx) error { return tx.Exec("INSERT INTO local_backoff VALUES('x',0,'')") }); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) < 2 {
		t.Fatal(list, err)
	}
	for _, f := range list {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f.Name(), info.Mode(), err)
		}
	}
}
