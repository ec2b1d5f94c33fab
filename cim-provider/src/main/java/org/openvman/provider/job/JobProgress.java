package org.openvman.provider.job;

import java.util.List;
import org.openvman.schema.cim.CimPath;

/** Where work says how far it is. */
public interface JobProgress {
    /**
     * @param percent 0 to 99; never goes back
     * @param status what is being done now
     */
    void at(int percent, String status);

    /** Names the instances that the job made or changed (CIM_AffectedJobElement). */
    void affects(List<CimPath> paths);
}
