package dev.ringback.bench.run.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The generator as a process.
class LoadProcessTest {
    @TempDir private Path folder;

    private Outcome run(String script) throws InterruptedException {
        Place place = new Place(folder, folder, 25_060, folder);
        List<String> program = List.of("sh", "-c", script, "generator");
        return new LoadProcess(place, LoadProgram.other(program))
                .run(Load.calls().atRate(1000).times(7));
    }

    @Test
    void itsLastLineCounts() throws InterruptedException {
        Outcome outcome =
                run(
                        "echo starting; echo '{\"ok\":7,\"failed\":0,\"retransmissions\":0,"
                                + "\"late\":0,\"rate\":1000,\"cpu_us\":1}'; echo");
        assertThat(outcome.ok()).isEqualTo(7);
    }

    @Test
    void itIsToldWhereServerAndUsersAre() {
        assertThatThrownBy(() -> run("echo \"$*\""))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("call --rate 1000 --count 7 --server 127.0.0.1:25060")
                .hasMessageContaining("--caller 127.0.0.1:25062 --callee 127.0.0.1:25061")
                .hasMessageContaining("--domain bench.test --")
                .hasMessageContaining("--json'");
    }

    @Test
    void oneThatSaysNothingIsAFault() {
        assertThatThrownBy(() -> run("exit 2"))
                .isInstanceOf(BenchException.class)
                .hasMessageStartingWith("the load generator says ''");
    }
}
