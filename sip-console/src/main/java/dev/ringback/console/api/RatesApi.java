package dev.ringback.console.api;

import dev.ringback.console.live.RateRing;
import dev.ringback.console.live.RateSample;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rates and latency of the last hour.
public final class RatesApi {
    private static final int HOUR = 3_600;

    private final RateRing ring;

    /// @param ring remembers them
    public RatesApi(RateRing ring) {
        this.ring = ring;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/rates", this::tell);
    }

    private void tell(Context context) {
        Asked asked = new Asked(context);
        int step = asked.number("step", 10, 1, 10);
        if (step != 1 && step != 10) {
            throw Asked.bad("'step' is 1 or 10.");
        }
        int seconds = asked.number("seconds", HOUR, 1, HOUR);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("step", step);
        answer.put("samples", ring.last(seconds, step).stream().map(RateSample::json).toList());
        asked.answer(answer);
    }
}
