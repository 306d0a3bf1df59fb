package dev.ringback.console.api;

import dev.ringback.callflow.codes.Language;
import dev.ringback.control.JsonLine;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request says, read strictly: what is not understood is a [Fault].
///
/// @param context the request
public record Asked(Context context) {
    /// Octets of a body.
    public static final int MOST_BODY = 1 << 20;

    /// Characters of words that are searched for.
    static final int MOST_WORDS = 200;

    /// Characters of a name or an address that is searched for.
    static final int MOST_NAME = 512;

    private static final int MOST_LIMIT = 500;
    private static final int USUAL_LIMIT = 50;

    /// The object that the body is.
    ///
    /// @param known the names that may be there
    public Map<String, @Nullable Object> object(Set<String> known) {
        return object(known, MOST_BODY);
    }

    /// The object that the body is, where that has no more than so many octets.
    ///
    /// @param known the names that may be there
    Map<String, @Nullable Object> object(Set<String> known, int most) {
        String type = context.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equals("application/json")) {
            throw bad("The body has to be application/json.");
        }
        try (InputStream body = context.bodyInputStream()) {
            byte[] octets = body.readNBytes(most + 1);
            if (octets.length > most) {
                throw new Fault(
                        Fault.Kind.TOO_LARGE, "The body has more than " + most + " octets.");
            }
            Map<String, @Nullable Object> object =
                    JsonLine.read(new String(octets, StandardCharsets.UTF_8));
            for (String name : object.keySet()) {
                if (!known.contains(name)) {
                    throw bad("Nothing is known of '" + name + "'.");
                }
            }
            return object;
        } catch (IOException e) {
            throw bad("The body is no JSON object: " + e.getMessage());
        }
    }

    /// A text that has to be there.
    public static String text(Map<String, @Nullable Object> object, String name, int most) {
        if (!(object.get(name) instanceof String text) || text.isEmpty()) {
            throw bad("'" + name + "' is missing.");
        }
        if (text.length() > most) {
            throw bad("'" + name + "' is too long.");
        }
        return text;
    }

    /// What the id in the path stands for.
    public String id() {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(context.pathParam("id"));
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Fault(Fault.Kind.NOT_FOUND, "No answer has named this id.");
        }
    }

    /// The id of something in a path.
    public static String id(String of) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(of.getBytes(StandardCharsets.UTF_8));
    }

    /// What is searched for; empty for everything.
    public String parameter(String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value.strip();
    }

    /// What is searched for, where it is no longer than that; empty for everything.
    String parameter(String name, int most) {
        String value = parameter(name);
        if (value.length() > most) {
            throw bad("'" + name + "' has more than " + most + " characters.");
        }
        return value;
    }

    /// How long a page is.
    public int limit() {
        return number("limit", USUAL_LIMIT, 1, MOST_LIMIT);
    }

    /// A number of the query.
    ///
    /// @param usual where it is absent
    public int number(String name, int usual, int least, int most) {
        String text = parameter(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw bad("'" + name + "' takes a number from " + least + " to " + most + ".");
    }

    /// A time of the query; null where it is absent.
    public @Nullable Instant time(String name) {
        String text = parameter(name);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            throw bad("'" + name + "' takes a time like 2026-11-23T10:00:00Z.");
        }
    }

    /// Where the page before ended; empty for the first page.
    public String cursor() {
        String cursor = parameter("cursor");
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw bad("No answer has named this cursor.");
        }
    }

    /// What an id in the query stands for; empty where it is absent.
    public String idParameter(String name) {
        try {
            return new String(
                    Base64.getUrlDecoder().decode(parameter(name)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw bad("No answer has named this id: '" + name + "'.");
        }
    }

    /// The language of the answer.
    public Language language() {
        String asked = parameter("lang");
        String wanted = context.header("Accept-Language");
        return switch (asked) {
            case "en" -> Language.EN;
            case "zh" -> Language.ZH;
            case "" ->
                    wanted != null && wanted.strip().startsWith("zh") ? Language.ZH : Language.EN;
            default -> throw bad("'lang' is en or zh.");
        };
    }

    /// Answers.
    public void answer(@Nullable Object value) {
        context.contentType("application/json").result(Json.write(value));
    }

    /// What is said of a request that is not understood.
    public static Fault bad(String detail) {
        return new Fault(Fault.Kind.BAD_REQUEST, detail);
    }
}
