package org.openvman.provider.profile.metric;

/** What values count, in programmatic units (DSP0004, annex C), with the type that holds them. */
enum Unit {
    COUNT("count", DataType.UINT64, true),
    BYTE("byte", DataType.UINT64, true),
    BYTE_PER_SECOND("byte / second", DataType.UINT64, true),
    MICROSECOND("second * 10^-6", DataType.UINT64, true),
    /** A mean, so that two of them cannot be added. */
    MEAN_MICROSECOND("second * 10^-6", DataType.REAL64, false),
    PROCESSOR("count", DataType.REAL64, true),
    PERCENT("percent", DataType.REAL64, false);

    private final String text;
    private final DataType type;
    private final boolean summable;

    /** CIM_BaseMetricDefinition.DataType. */
    enum DataType {
        REAL64(5),
        UINT64(13);

        private final int code;

        DataType(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    Unit(String text, DataType type, boolean summable) {
        this.text = text;
        this.type = type;
        this.summable = summable;
    }

    String text() {
        return text;
    }

    DataType type() {
        return type;
    }

    /** CIM_BaseMetricDefinition.Calculable. */
    int calculable() {
        return summable ? 2 : 3; // Summable or Non-summable
    }
}
