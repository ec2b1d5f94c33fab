package org.openvman.schema.mof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

class MofWriterTest {

    @Test
    void whatIsWrittenReadsBack() {
        qt().withExamples(150).forAll(longs().all()).checkAssert(seed -> {
            MofDeclarations unit = RandomDeclarations.of(seed);
            String mof = new MofWriter(unit.qualifiers()).write(unit);
            assertThat(new MofParser().parse(MofSource.text("seed" + seed, mof)))
                    .as(mof)
                    .isEqualTo(unit);
        });
    }

    // Without the declarations the writer cannot know which flavors go without saying.
    @Test
    void flavorsAreWrittenOutWhenTheDeclarationIsNotKnown() {
        qt().withExamples(50).forAll(longs().all()).checkAssert(seed -> {
            MofDeclarations unit = RandomDeclarations.of(seed);
            String mof = new MofWriter(List.of()).write(unit);
            assertThat(new MofParser().parse(MofSource.text("seed" + seed, mof)).classes())
                    .isEqualTo(unit.classes());
        });
    }

    @Test
    void anyTextEndsInDeclarationsOrInAMofException() {
        qt().withExamples(1_000)
                .forAll(strings().basicMultilingualPlaneAlphabet().ofLengthBetween(0, 60))
                .check(text -> {
                    try {
                        new MofParser().parse(MofSource.text("any", text));
                    } catch (MofException e) {
                        return e.getMessage().startsWith("any:");
                    }
                    return true;
                });
    }

    // Almost right is harder than noise: a piece of good MOF is missing, or stands there twice.
    @Test
    void brokenMofEndsInAMofException() {
        qt().withExamples(400).forAll(longs().all()).checkAssert(seed -> {
            MofDeclarations unit = RandomDeclarations.of(seed);
            String mof = new MofWriter(unit.qualifiers()).write(unit);
            Random random = new Random(seed);
            int from = random.nextInt(mof.length());
            int to = Math.min(mof.length(), from + 1 + random.nextInt(40));
            String broken = random.nextBoolean()
                    ? mof.substring(0, from) + mof.substring(to)
                    : mof.substring(0, to) + mof.substring(from);
            try {
                new MofParser().parse(MofSource.text("broken", broken));
            } catch (MofException e) {
                assertThat(e.source()).startsWith("broken");
            }
        });
    }

    @Test
    void longTextIsBrokenAtSpaces() {
        String mof =
                new MofWriter(List.of()).write(CimInstance.of("X", CimProperty.string("Text", "word ".repeat(50))));
        assertThat(mof.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(130));
        assertThat(mof).contains("word \"\n");
    }

    @Test
    void thereIsNoLiteralForInfinity() {
        CimInstance instance = CimInstance.of("X", CimProperty.of("Load", CimType.REAL64, Double.POSITIVE_INFINITY));
        assertThatThrownBy(() -> new MofWriter(List.of()).write(instance)).hasMessageContaining("Infinity");
    }
}
