# Profile of the application server instances: what does not differ between the installations of this service.
instance/port = 8000
database/port = 3300
rdisp/memory_mib_per_work_process = 16
users/active_minutes = 5
