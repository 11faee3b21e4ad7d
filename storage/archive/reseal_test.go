package archive_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// reseal works out the counts and digests of an archive anew, from what the
// package's documentation says of them.
func reseal(archived []byte) []byte {
	var all, community strings.Builder
	communities, activities := 0, 0
	for _, line := range lines(archived) {
		switch {
		case strings.HasPrefix(line, `{"community":`):
			community.Reset()
			communities++
			activities = 0
		case strings.HasPrefix(line, `{"seq":`):
			activities++
		case strings.HasPrefix(line, `{"activities":`):
			line = fmt.Sprintf("{\"activities\":%d,\"sha256\":\"%x\"}\n", activities, sha256.Sum256([]byte(community.String())))
		case strings.HasPrefix(line, `{"communities":`):
			line = fmt.Sprintf("{\"communities\":%d,\"sha256\":\"%x\"}\n", communities, sha256.Sum256([]byte(all.String())))
		}
		all.WriteString(line)
		community.WriteString(line)
	}
	return []byte(all.String())
}
