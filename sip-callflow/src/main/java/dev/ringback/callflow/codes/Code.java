package dev.ringback.callflow.codes;

import java.util.List;
import java.util.Set;

/// What is the same about a response code in every language.
///
/// @param status the code
/// @param phrase its reason phrase, RFC 3261 §21
/// @param senders who makes it, as keys of the languages
/// @param carries header fields that it must carry; with `?` only in the cases that the text names
/// @param clause where it is defined
/// @param provocation how it is provoked
public record Code(
        int status,
        String phrase,
        List<String> senders,
        List<String> carries,
        String clause,
        Provocation provocation) {
    /// Copies the lists.
    public Code {
        senders = List.copyOf(senders);
        carries = List.copyOf(carries);
    }

    /// A command that provokes the code on a server of one's own.
    ///
    /// @param setting `demo` or `rules`, with `phone` where the cause lies in a phone and `extra`
    ///     where the code is beside the 51
    /// @param command a line for the shell; `{server}` stands for the server's address
    public record Provocation(Set<String> setting, String command) {
        /// Copies the set.
        public Provocation {
            setting = Set.copyOf(setting);
        }

        /// The line for this server.
        public String at(String server) {
            return command.replace("{server}", server);
        }
    }

    /// The digit of its class.
    public int family() {
        return status / 100;
    }

    /// Whether it is beside the 51 codes of RFC 3261 and this project.
    public boolean extra() {
        return provocation.setting().contains("extra");
    }
}
