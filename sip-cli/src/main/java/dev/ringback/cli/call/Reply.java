package dev.ringback.cli.call;

import dev.ringback.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response that `ringback answer` is to give.
///
/// @param status 100 to 699
/// @param reason its phrase; null for the usual one
record Reply(int status, @Nullable String reason) {
    /// Reads `180,200` or `182 two before you,200`: a code, and its phrase where it is not the
    /// usual one. Provisional ones come first; what comes after a final one is wrong.
    static List<Reply> parse(String text) throws UsageException {
        List<Reply> replies = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String bare = part.strip();
            String code = bare.split(" ", 2)[0];
            boolean good = code.length() == 3 && code.chars().allMatch(c -> c >= '0' && c <= '9');
            int status = good ? Integer.parseInt(code) : 0;
            if (status < 100 || status > 699) {
                throw new UsageException("--reply: '" + bare + "' is no code from 100 to 699");
            }
            if (!replies.isEmpty() && replies.getLast().last()) {
                throw new UsageException(
                        "--reply: nothing comes after " + replies.getLast().status());
            }
            String phrase = bare.substring(3).strip();
            replies.add(new Reply(status, phrase.isEmpty() ? null : phrase));
        }
        return List.copyOf(replies);
    }

    /// Whether it is a final response.
    boolean last() {
        return status >= 200;
    }
}
