"""The workbench: a page in the browser where cases are written, played and asked. A face: it computes nothing."""
