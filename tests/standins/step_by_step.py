"""The table for a server that knows no transactions: one step after the other."""

from typing import Any

from makker.adapters.dynamodb_table import Table


class StepByStep(Table):
    """Takes the steps up to the first whose condition does not hold; the rest stay undone."""

    def transact(self, steps: list[Any]) -> bool:
        """Say whether all were taken."""
        client = self._client
        try:
            for step in steps:
                if "Put" in step:
                    client.put_item(**step["Put"])
                else:
                    client.delete_item(**step["Delete"])
        except client.exceptions.ConditionalCheckFailedException:
            return False
        return True
