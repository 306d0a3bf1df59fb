package dev.ringback.cli.message;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints what `ringback register` achieved.
final class RegisterReport {
    private final SipUri aor;
    private final PrintWriter out;

    RegisterReport(SipUri aor, PrintWriter out) {
        this.aor = aor;
        this.out = out;
    }

    /// Prints the outcome.
    ///
    /// @return the exit status
    /// @throws FailedException when there is nothing to print but a reason
    int print(Outcome outcome, boolean json) throws FailedException {
        return switch (outcome) {
            case Outcome.Unanswered(String reason) ->
                    throw new FailedException(aor + ": " + reason);
            case Outcome.Answered(SipResponse response, Duration _) -> {
                if (json) {
                    json(response);
                } else if (response.success()) {
                    text(response.read(Contact.FIELD).values());
                } else {
                    throw new FailedException(refusal(response));
                }
                yield response.success() ? 0 : 1;
            }
        };
    }

    private String refusal(SipResponse response) {
        String status = response.status() + " " + Texts.harmless(response.reason());
        String hint =
                switch (response.status()) {
                    case 401, 407 -> ": the user or the password is wrong";
                    case 423 -> ": ask for --expires " + least(response) + "s or more";
                    default -> "";
                };
        return aor + " was refused with " + status + hint;
    }

    private static @Nullable String least(SipResponse response) {
        String least = response.value(HeaderName.MIN_EXPIRES);
        return least == null ? "more" : Texts.harmless(least);
    }

    /// Prints what is registered.
    void bindings(List<Contact> contacts, boolean json) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("aor", aor.toString());
            object.put("bindings", contacts.stream().map(RegisterReport::binding).toList());
            out.println(JsonLine.write(object));
        } else {
            text(contacts);
        }
        out.flush();
    }

    private void text(List<Contact> contacts) {
        out.println(aor + ": " + Texts.count(contacts.size(), "binding"));
        for (Contact contact : contacts) {
            String q = contact.q() < 0 ? "" : "   q " + contact.q() / 1000.0;
            out.println("  " + uri(contact) + "   expires in " + contact.expires() + " s" + q);
        }
    }

    private void json(SipResponse response) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("aor", aor.toString());
        object.put("status", response.status());
        object.put("reason", response.reason());
        object.put(
                "bindings",
                response.read(Contact.FIELD).values().stream()
                        .map(RegisterReport::binding)
                        .toList());
        out.println(JsonLine.write(object));
    }

    private static Map<String, Object> binding(Contact contact) {
        Map<String, Object> binding = new LinkedHashMap<>();
        binding.put("contact", uri(contact));
        binding.put("expires", contact.expires());
        if (contact.q() >= 0) {
            binding.put("q", contact.q() / 1000.0);
        }
        return binding;
    }

    private static String uri(Contact contact) {
        return Texts.harmless(String.valueOf(contact.uri()));
    }
}
