package dev.ringback.console.api;

import dev.ringback.callflow.codes.Catalogue;
import dev.ringback.callflow.codes.Code;
import dev.ringback.callflow.codes.Language;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The response codes, explained.
public final class CodesApi {
    private static final List<String> TEXTS =
            List.of("meaning", "cause", "headers", "client", "try");
    private static final Pattern CLAUSE = Pattern.compile("RFC (\\d+) §([0-9.]+[0-9])");

    /// The demonstration's address, where the command that provokes a code goes.
    private final String server;

    /// @param server where SIP is heard, for the commands: `127.0.0.1:5060`
    public CodesApi(String server) {
        this.server = server;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/codes", this::list);
    }

    private void list(Context context) {
        Asked asked = new Asked(context);
        Language language = asked.language();
        Catalogue catalogue = Catalogue.of(language);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lang", language.name().toLowerCase(Locale.ROOT));
        answer.put("codes", catalogue.codes().stream().map(code -> json(catalogue, code)).toList());
        asked.answer(answer);
    }

    private Map<String, @Nullable Object> json(Catalogue catalogue, Code code) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("status", code.status());
        item.put("phrase", code.phrase());
        item.put("family", code.family());
        item.put("name", catalogue.text(code, "name"));
        item.put(
                "senders",
                code.senders().stream().map(each -> catalogue.text("sender." + each)).toList());
        item.put("carries", code.carries());
        item.put("clause", code.clause());
        item.put("clauseUrl", url(code.clause()));
        for (String text : TEXTS) {
            item.put(text, catalogue.text(code, text));
        }
        item.put("command", code.provocation().at(server));
        item.put("extra", code.extra());
        return item;
    }

    /// Where a clause can be read; null where it names none.
    private static @Nullable String url(String clause) {
        Matcher named = CLAUSE.matcher(clause);
        return named.find()
                ? "https://www.rfc-editor.org/rfc/rfc"
                        + named.group(1)
                        + ".html#section-"
                        + named.group(2)
                : null;
    }
}
