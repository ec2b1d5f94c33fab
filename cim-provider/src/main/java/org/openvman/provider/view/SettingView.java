package org.openvman.provider.view;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimProperty;

/**
 * Properties that clients read and write: a getter and a wither in one declaration, so that the two cannot drift apart.
 *
 * @param <S> the immutable record that holds the setting
 */
public final class SettingView<S> {
    private final Map<String, Function<S, ?>> readers = new LinkedHashMap<>();
    private final Map<String, Wither<S>> writers = new LinkedHashMap<>();

    /** The setting with one property changed. */
    @FunctionalInterface
    public interface Wither<S> {
        /**
         * @throws IllegalArgumentException if the value makes no valid setting; the message says why
         */
        S with(S setting, SettingValue value);
    }

    private SettingView() {}

    public static <S> SettingView<S> empty() {
        return new SettingView<>();
    }

    /** A property that clients only read. */
    public SettingView<S> readOnly(String property, Function<S, ?> getter) {
        readers.put(property, getter);
        return this;
    }

    /** A property that clients read and write. */
    public SettingView<S> property(String property, Function<S, ?> getter, Wither<S> wither) {
        readers.put(property, getter);
        writers.put(property, wither);
        return this;
    }

    /** What there is of a setting, as text: several texts for an array, nothing for what has no value. */
    public Map<String, List<String>> texts(S setting) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        readers.forEach((property, getter) -> Conversion.unwrap(getter.apply(setting))
                .map(value -> value instanceof Collection<?> several ? several : List.of(value))
                .filter(values -> !values.isEmpty())
                .ifPresent(values -> texts.put(
                        property, values.stream().map(SettingView::text).toList())));
        return texts;
    }

    private static String text(Object value) {
        return value instanceof Duration interval ? CimDateTime.of(interval).toString() : value.toString();
    }

    Map<String, Function<S, ?>> readers() {
        return readers;
    }

    /**
     * The setting with every writable property that the instance gives; what it leaves out or sets to NULL stays as it
     * is, and so does what it merely repeats.
     *
     * @throws CimException INVALID_PARAMETER naming the property
     */
    public S apply(S setting, CimInstance changes) {
        S result = setting;
        for (Map.Entry<String, Wither<S>> writer : writers.entrySet()) {
            CimProperty given = changes.property(writer.getKey()).orElse(null);
            if (given == null || given.value() == null) {
                continue;
            }
            try {
                result = writer.getValue().with(result, new SettingValue(given.value(), changes));
            } catch (IllegalArgumentException e) {
                throw new CimException(
                        CimStatus.INVALID_PARAMETER,
                        changes.className() + "." + writer.getKey() + ": " + e.getMessage(),
                        e);
            }
        }
        return result;
    }
}
