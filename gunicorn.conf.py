"""How gunicorn serves this site. It reads this file by itself where it is started beside it; what stands behind
"gunicorn" on the command line counts for more."""

workers = 2
threads = 4
worker_class = "gthread"
timeout = 60
#: Our longest own address is shorter (config/questions.py), and browsers send a dozen headers.
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

#: No log of requests. Whoever switches it on ("--access-logfile -") keeps what follows: when, what was asked for, and
#: what came of it. Neither the address of the reader, nor what they looked for, nor where they came from.
accesslog = None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
#: Faults of the server go to standard error.
errorlog = "-"
loglevel = "info"


def on_starting(server):
    """What is no HTTP is written down, with the address that sent it, unless it is kept from that."""
    server.log.error_log.addFilter(lambda record: "Invalid request from ip" not in record.getMessage())
