package dev.ringback.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.bench.run.contender.BenchException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The histogram of a JVM's heap.
class HeapTest {
    @Test
    void theSumIsInItsLastLine() {
        String histogram =
                """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         10100         811896  [B (java.base@25)
                Total         30303        2000123
                """;
        assertThat(Heap.total(histogram)).isEqualTo(2_000_123);
        assertThatThrownBy(() -> Heap.total("12345: No such process"))
                .isInstanceOf(BenchException.class);
    }

    @Test
    void whatAJvmHoldsIsCounted() throws InterruptedException {
        long own = ProcessHandle.current().pid();
        long before = Heap.live(own);
        byte[][] held =
                IntStream.range(0, 20).mapToObj(_ -> new byte[1 << 20]).toArray(byte[][]::new);
        long grown = Heap.live(own) - before;
        assertThat(grown).isBetween(15L << 20, 25L << 20);
        assertThat(held).hasDimensions(20, 1 << 20);
    }
}
