"""Time position exchange by Decide; run by `theories.py` in an environment of its own.

    python theories_decide.py TABLE.csv ROUNDS

Its own loop of rounds, nothing written to disk. Printed is one line of JSON.
"""

import json
import sys
import time
from importlib.metadata import version

from decide.data.modelfactory import ModelFactory
from decide.data.reader import InputDataFile
from decide.model.equalgain import EqualGainModel
from decide.model.observers.observer import Observable
from decide.model.utils import ModelLoop

factory = ModelFactory(InputDataFile.open(sys.argv[1]), actor_whitelist=None, issue_whitelist=None)
model = factory(model_klass=EqualGainModel, randomized_value="0.0")
loop = ModelLoop(model, Observable(model_ref=model, output_directory=None), 0)
began = time.process_time()
for _ in range(int(sys.argv[2])):
    loop.loop()
took = time.process_time() - began
print(json.dumps({"program": f"decide-exchange-model {version('decide-exchange-model')}", "seconds": round(took, 2)}))
