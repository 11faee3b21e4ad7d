package archive

import (
	"context"
	"io"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// Verify reads an archive to its end and reports whether all of it is there and
// as it was written, and each community's record accounts for itself; a store
// can take it then. Invalid otherwise, with the line; Precondition if a newer
// version wrote it; Unavailable if it cannot be read, or the context ends.
//
// It holds the state of one community at a time in memory.
func Verify(ctx context.Context, r io.Reader) (Summary, error) {
	sections, err := survey(ctx, r)
	if err != nil {
		return Summary{}, fault.In("archive.Verify", err)
	}
	s := Summary{Communities: len(sections)}
	for _, section := range sections {
		s.Activities += int64(section.Activities)
	}
	return s, nil
}

// survey reads a whole archive, and returns where its communities are.
func survey(ctx context.Context, in io.Reader) ([]section, error) {
	r := newReader(ctx, in, 0, 0)
	if err := r.heading(); err != nil {
		return nil, err
	}
	var sections []section
	for {
		s, ok, err := r.opening(sections)
		if err != nil || !ok {
			return sections, err
		}
		var folder storage.Folder
		err = r.activities(&s, func(a activity.Activity) error {
			_, err := folder.Fold(a)
			return err
		})
		if err != nil {
			return nil, err
		}
		sections = append(sections, s)
	}
}
