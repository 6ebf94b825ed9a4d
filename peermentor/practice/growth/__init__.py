"""Goals, promises, topics, insights and feedback."""
